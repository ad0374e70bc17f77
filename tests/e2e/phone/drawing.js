// Draws cards as Teams does on a phone, many on one page, and measures them. The look is that of the chat window.
"use strict";

const INK = {
  light: { ink: "#242424", soft: "#616161", accent: "#4f52b2", good: "#0e700e", warning: "#bc4b09", attention: "#b10e1c" },
  dark: { ink: "#ffffff", soft: "#adadad", accent: "#9299f7", good: "#54b054", warning: "#faa06b", attention: "#dc626d" },
};
const GROUND = {
  light: { default: "#ffffff", emphasis: "#f5f5f5", good: "#e7f2da", accent: "#e8ebfa", warning: "#fbf6d9", attention: "#fcf4f6" },
  dark: { default: "#292929", emphasis: "#333333", good: "#1f3321", accent: "#2f2f4a", warning: "#463100", attention: "#3e1f25" },
};

function hostConfig(theme) {
  const ink = INK[theme];
  const colour = (name) => ({ default: ink[name], subtle: name === "ink" ? ink.soft : ink[name] });
  const foregroundColors = {
    default: colour("ink"), dark: colour("ink"), light: colour("soft"), accent: colour("accent"),
    good: colour("good"), warning: colour("warning"), attention: colour("attention"),
  };
  const style = ([name, backgroundColor]) => [name, { backgroundColor, foregroundColors }];
  return new AdaptiveCards.HostConfig({
    supportsInteractivity: true,
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    lineHeights: { small: 15.96, default: 18.62, medium: 18.62, large: 23.94, extraLarge: 31.92 },
    separator: { lineThickness: 1, lineColor: "#EEEEEE" },
    fontTypes: {
      default: font("'Segoe UI', 'Liberation Sans', Arial, sans-serif"),
      monospace: font("'Courier New', 'Liberation Mono', monospace"),
    },
    textStyles: { heading: { size: "large", weight: "bolder" } },
    containerStyles: Object.fromEntries(Object.entries(GROUND[theme]).map(style)),
    actions: {
      maxActions: 6,
      buttonSpacing: 8,
      actionsOrientation: "horizontal",
      actionAlignment: "left",
      showCard: { actionMode: "inline", inlineTopMargin: 16, style: "emphasis" },
    },
  });
}

function font(fontFamily) {
  return {
    fontFamily,
    fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 200, default: 400, bolder: 600 },
      };
}

// The Markdown of our cards: bold words, numbered and bulleted lines.
function marked(text) {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const bold = escaped.replace(/\*\*(.+?)\*\*/g, "<strong>$1</strong>");
  const blocks = bold.split(/\n(?!\d+\. |- )/).map((block) => {
    const items = block.split("\n").map((line) => /^(\d+\.|-) (.*)$/.exec(line));
    if (items.some((item) => item === null)) return `<p>${block}</p>`;
    const tag = items[0][1] === "-" ? "ul" : "ol";
    return `<${tag} start="${parseInt(items[0][1])}">${items.map((item) => `<li>${item[2]}</li>`).join("")}</${tag}>`;
  });
  return blocks.join("");
}

AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = marked(text);
  result.didProcess = true;
};

const LOOKS = { light: hostConfig("light"), dark: hostConfig("dark") };

function draw(payload, theme = "light") {
  document.body.className = theme;
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = LOOKS[theme];
  card.parse(payload);
  const frame = document.createElement("div");
  frame.className = "frame";
  frame.append(card.render());
  return frame;
}

// Heights of the cards, and the rows that the widest set of buttons takes.
function measure(payloads) {
  const frames = payloads.map((payload) => draw(payload));
  document.body.replaceChildren(...frames);
  return frames.map((frame) => {
    const rows = [...frame.querySelectorAll(".ac-actionSet")].map((set) => {
      const buttons = [...set.querySelectorAll("button")].filter((button) => button.offsetParent);
      return new Set(buttons.map((button) => button.offsetTop)).size;
    });
    return { height: frame.getBoundingClientRect().height, rows: Math.max(0, ...rows) };
  });
}
