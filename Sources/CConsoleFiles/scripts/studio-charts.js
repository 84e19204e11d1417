// Charts: drawn on a canvas, because styles in attributes aren't let in, and with tips that are drawn there too. Each has a table beside it, for whoever can't see it.

const charts = new Map();

const colour = (name) => {
  const probe = document.createElement("span");
  probe.className = `ink-${name}`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
};

function look() {
  const [ink, faint, line, act, good, warn] = ["ink", "faint", "line", "act", "good", "warn"].map(colour);
  return { ink, faint, line, colours: [act, good, warn, faint] };
}

// rows: [{name, values}], series: names of the values.
export function bars(place, rows, series) {
  const library = globalThis.echarts;
  // Without the library the tables say it all.
  if (!library || rows.length === 0) return;
  const { ink, faint, line, colours } = look();
  place.classList.add(rows.length > 12 ? "tall" : "chart");
  charts.get(place)?.dispose();
  const chart = library.init(place, null, { renderer: "canvas" });
  charts.set(place, chart);
  const short = (text) => (text.length > 24 ? `${text.slice(0, 23)}…` : text);
  chart.setOption({
    animation: false, color: colours, textStyle: { color: ink },
    tooltip: { trigger: "axis", renderMode: "richText", axisPointer: { type: "shadow" }, confine: true },
    legend: series.length > 1 ? { textStyle: { color: ink }, top: 0 } : undefined,
    grid: { left: 8, right: 24, top: series.length > 1 ? 32 : 8, bottom: 8, containLabel: true },
    xAxis: { type: "value", axisLabel: { color: faint }, splitLine: { lineStyle: { color: line } } },
    yAxis: { type: "category", inverse: true, data: rows.map((row) => row.name), axisLabel: { color: ink, formatter: short }, axisLine: { lineStyle: { color: line } } },
    series: series.map((name, index) => ({ name, type: "bar", barMaxWidth: 18, data: rows.map((row) => row.values[index]) })),
  });
}

addEventListener("resize", () => { for (const chart of charts.values()) chart.resize(); });
