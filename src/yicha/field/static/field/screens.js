// Which address shows which screen. Without an open store there is only the door.

import { door } from "./screen_door.js";
import { box, visits } from "./screen_list.js";
import { basis, help, mine } from "./screen_mine.js";
import { question, rest } from "./screen_question.js";
import { code } from "./screen_code.js";
import { conflict } from "./screen_conflict.js";
import { order } from "./screen_order.js";
import { conclude, record, sign } from "./screen_sign.js";
import { visit } from "./screen_visit.js";

const SCREENS = [
  [/^#\/v\/(\w+)$/, visit],
  [/^#\/v\/(\w+)\/q\/(\d+)$/, question],
  [/^#\/v\/(\w+)\/rest$/, rest],
  [/^#\/v\/(\w+)\/code$/, code],
  [/^#\/v\/(\w+)\/conflict$/, conflict],
  [/^#\/v\/(\w+)\/record$/, record],
  [/^#\/v\/(\w+)\/sign$/, sign],
  [/^#\/v\/(\w+)\/conclude(?:\/(\w+))?$/, conclude],
  [/^#\/v\/(\w+)\/order(?:\/(\w+))?$/, order],
  [/^#\/box\/(unsent|sent)$/, box],
  [/^#\/mine$/, mine],
  [/^#\/help$/, help],
  [/^#\/basis$/, basis],
];

export function matching(address, app) {
  if (!app.secure || !app.store) return { draw: door, given: [] };
  for (const [shape, draw] of SCREENS) {
    const found = shape.exec(address);
    if (found) return { draw, given: found.slice(1) };
  }
  return { draw: visits, given: [] };
}
