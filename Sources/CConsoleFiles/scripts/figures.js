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

const places = [...document.querySelectorAll(".figure-chart")];
if (places.length) {
  painted().then(library).then((echarts) => {
    const again = () => places.forEach((place) => draw(echarts, place));
    again();
    addEventListener("resize", () => places.forEach((place) => echarts.getInstanceByDom(place)?.resize()));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
    new MutationObserver(again).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  }, () => places.forEach((place) => { place.hidden = true; }));
}
