// The wall: the clock goes on, the countdown runs to the beacon, and the page loads anew when the ceremony has moved on.

const ASK_EVERY = 3000;
const DAY = 24;
const wall = document.querySelector("[data-state]");
const time = document.querySelector("time[data-at]");
const timer = document.querySelector("[role=timer]");
const spoken = document.querySelector("[data-spoken]");
const began = performance.now();
const start = Date.parse(time.dataset.at); // the server's hour, not this machine's
let said = "";

function two(n) {
  return String(n).padStart(2, "0");
}

function tick() {
  const at = start + performance.now() - began;
  const local = new Date(at + 8 * 3600000); // Asia/Shanghai has no summer time
  time.textContent = `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}:${two(local.getUTCSeconds())}`;
  if (timer) countdown(Math.max(0, Math.ceil((Date.parse(timer.dataset.due) - at) / 1000)));
}

function countdown(left) {
  const hours = Math.floor(left / 3600);
  const rest = `${two(Math.floor(left / 60) % 60)}:${two(left % 60)}`;
  timer.textContent = hours >= DAY ? `${Math.floor(hours / DAY)} ${timer.dataset.days}` : hours ? `${hours}:${rest}` : rest; // days do not fit
  if ((left % 60 === 0 || left === 10) && said !== timer.textContent) {
    said = timer.textContent;
    spoken.textContent = said;
  }
}

async function ask() {
  try {
    const answer = await fetch(wall.dataset.ask, { headers: { Accept: "application/json" } });
    if (answer.ok && (await answer.json()).state !== wall.dataset.state) window.location.reload();
  } catch {
    // the network is away for a moment: ask again
  }
}

tick();
setInterval(tick, 1000);
setInterval(ask, ASK_EVERY);
