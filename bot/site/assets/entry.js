// Draws the cards of an entry with Microsoft's renderer, in light or dark as the reader's system asks.
"use strict";

const cards = JSON.parse(document.getElementById("cards").textContent);
const place = document.getElementById("card");
const view = document.getElementById("view");
const pressed = document.getElementById("pressed");
const dark = matchMedia("(prefers-color-scheme: dark)");

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

// The little Markdown that our cards use: bold, numbered and bulleted lines. Anything else stays text.
function marked(text) {
  let html = "";
  let open = "";
  for (const line of escaped(text).split("\n")) {
    const item = /^(?:(\d+)\.|-) (.*)$/.exec(line);
    const list = item ? (item[1] ? "ol" : "ul") : "";
    if (list !== open) html += (open ? `</${open}>` : "") + (list ? `<${list}>` : "");
    open = list;
    const inner = (item ? item[2] : line).replace(/\*\*(.+?)\*\*/g, "<strong>$1</strong>");
    html += item ? `<li>${inner}</li>` : `<p>${inner}</p>`;
  }
  return html + (open ? `</${open}>` : "");
}

function colour(normal, subtle) {
  return { default: normal, subtle: subtle ?? normal };
}

function look() {
  const names = dark.matches
    ? { ink: "#f3f2f1", soft: "#c8c6c4", accent: "#9ea2ff", good: "#8bd48b", warning: "#f7d070", attention: "#ff9d9d" }
    : { ink: "#242424", soft: "#5c5c5c", accent: "#4f52b2", good: "#0e6c0e", warning: "#7a4f00", attention: "#b10e1c" };
  const back = dark.matches
    ? { plain: "#2b2a29", emphasis: "#3b3a39", good: "#1f3a1f", accent: "#2f2f4a", warning: "#443410", attention: "#4d2226" }
    : { plain: "#ffffff", emphasis: "#f3f2f1", good: "#e3f3e3", accent: "#e8e9fb", warning: "#fdf0d0", attention: "#fbe4e4" };
  const colours = {
    default: colour(names.ink, names.soft),
    dark: colour(names.ink, names.soft),
    light: colour(names.soft),
    accent: colour(names.accent),
    good: colour(names.good),
    warning: colour(names.warning),
    attention: colour(names.attention),
  };
  const style = (backgroundColor) => ({ backgroundColor, foregroundColors: colours });
  return new AdaptiveCards.HostConfig({
    fontFamily: "Segoe UI, system-ui, sans-serif",
    fontSizes: { small: 12, default: 14, medium: 16, large: 20, extraLarge: 24 },
    fontWeights: { lighter: 300, default: 400, bolder: 600 },
    spacing: { small: 6, default: 10, medium: 16, large: 24, extraLarge: 32, padding: 14 },
    separator: { lineThickness: 1, lineColor: back.emphasis },
    supportsInteractivity: true,
    actions: {
      maxActions: 6,
      spacing: "default",
      buttonSpacing: 8,
      actionsOrientation: "horizontal",
      actionAlignment: "left",
      showCard: { actionMode: "inline" },
    },
    containerStyles: {
      default: style(back.plain),
      emphasis: style(back.emphasis),
      good: style(back.good),
      accent: style(back.accent),
      warning: style(back.warning),
      attention: style(back.attention),
    },
  });
}

function act(action) {
  const data = action.data ?? {};
  const wanted = data.verb === "answer.product" ? data.product : data.verb === "answer.failing" ? "failing" : "";
  if (wanted && wanted in cards) {
    view.value = wanted;
    draw();
    return;
  }
  pressed.textContent = pressed.dataset.text.replace("{title}", action.title);
}

function draw() {
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = look();
  card.onExecuteAction = act;
  card.parse(cards[view.value]);
  pressed.textContent = "";
  place.replaceChildren(card.render());
}

AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = marked(text);
  result.didProcess = true;
};
view.addEventListener("change", draw);
dark.addEventListener("change", draw);
draw();
