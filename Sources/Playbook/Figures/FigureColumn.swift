/// The columns of a table of key figures.
enum FigureColumn: DeclaringColumn {
  case id, labels, measure, target

  var titles: [String] {
    switch self {
    case .id: ["id", "id", "标识"]
    case .labels: ["名称", "labels", "名称、别名", "name", "names"]
    case .measure: ["算法", "measure"]
    case .target: ["目标", "target"]
    }
  }

  var form: Diagnostic.Message {
    switch self {
    case .id, .labels: .init("写标识和名称", "an id and names")
    case .measure:
      .init(
        "写“占比 事实=值”“平均 事实（数字）”“处理时长”“用时 时限”“守时 时限”，或“分类 事实（单选）”",
        "write “share FACT=V”, “mean FACT” of a number, “handling time”, “time of DEADLINE”, “in time DEADLINE”, or “class FACT” of a choice")
    case .target: .init("写“≥ 98 %”“≥ 4.5”或“≤ 30 分钟”，单位要和算法一致；分类没有目标", "write “≥ 98 %”, “≥ 4.5” or “≤ 30 min”, in the measure's unit; a class has none")
    }
  }
}
