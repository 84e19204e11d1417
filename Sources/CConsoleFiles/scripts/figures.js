// Draws the lines of the figures. Without ECharts the tables beside them say the same.

function library() {
  const at = document.querySelector("link[rel=stylesheet]").href.replace(/[^/]*$/, "");
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${at}echarts.js`;
    script.onload = () => resolve(window.echarts);
    script.onerror = reject;
    document.head.append(script);
  });
}

const color = (name) => {
  // light-dark() is settled where it is used.
  const probe = document.createElement("span");
  probe.className = "unseen";
  document.body.append(probe);
  probe.style.color = `var(${name})`;
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
};

function draw(echarts, place) {
  const { days, lines } = JSON.parse(place.dataset.series);
  const [ink, faint, line] = ["--ink", "--faint", "--line"].map(color);
  const units = [...new Set(lines.map((one) => one.unit))];
  const chart = echarts.getInstanceByDom(place) ?? echarts.init(place, null, { renderer: "canvas" });
  chart.setOption({
    color: ["--act", "--seal", "--good", "--warn", "--bad", "--faint"].map(color),
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    textStyle: { color: ink, fontFamily: "inherit" },
    tooltip: { trigger: "axis", renderMode: "richText" },
    legend: { type: "scroll", textStyle: { color: ink }, bottom: 0 },
    grid: { left: 48, right: 48, top: 16, bottom: 48 },
    xAxis: { type: "category", data: days, axisLabel: { color: faint }, axisLine: { lineStyle: { color: line } } },
    yAxis: units.map((unit, index) => ({
      type: "value", position: index % 2 ? "right" : "left", offset: Math.floor(index / 2) * 40, max: unit === "percent" ? 100 : undefined,
      axisLabel: { color: faint, formatter: (value) => (unit === "percent" ? `${value}%` : unit === "seconds" ? `${Math.round(value / 60)}m` : value) },
      splitLine: { show: index === 0, lineStyle: { color: line } },
    })),
    series: lines.map((one) => ({ name: one.name, type: "line", yAxisIndex: units.indexOf(one.unit), data: one.values, connectNulls: true, showSymbol: days.length < 40 })),
  });
  return chart;
}

// Numbers are seen before the library is read, which takes longer than all else on the page.
const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

const places = () => [...document.querySelectorAll(".figure-chart")];
let echarts;

async function show() {
  if (places().length === 0) return;
  try { echarts ??= await library(); } catch { for (const place of places()) place.hidden = true; }
  if (echarts) for (const place of places()) draw(echarts, place);
}

void painted().then(show);
addEventListener("resize", () => { for (const place of places()) echarts?.getInstanceByDom(place)?.resize(); });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => void show());
new MutationObserver(() => void show()).observe(document.documentElement, { attributeFilter: ["data-theme"] });
// The figures follow the cases: new ones come with places that nothing is drawn in yet.
const folds = () => [...document.querySelectorAll("#figures-live details")];
let unfolded = [];
document.body.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target?.id !== "figures-live") return;
  unfolded = folds().map((one) => one.open);
  for (const place of places()) echarts?.getInstanceByDom(place)?.dispose();
});
document.body.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "figures-live") return;
  // Whoever reads the numbers goes on reading.
  folds().forEach((one, index) => { one.open = unfolded[index] ?? false; });
  void show();
});
