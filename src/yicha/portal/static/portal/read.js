// 读给我听: the page's results, read by the device's own voice. The button appears where there is one.

const button = document.querySelector("[data-speak]");
const text = document.querySelector("[data-read]");

if (button && text && window.speechSynthesis) {
  button.hidden = false;
  button.addEventListener("click", () => {
    if (speechSynthesis.speaking) {
      speechSynthesis.cancel();
      return;
    }
    const said = new SpeechSynthesisUtterance(text.innerText);
    said.lang = document.documentElement.lang.startsWith("en") ? "en" : "zh-CN";
    speechSynthesis.speak(said);
  });
}
