/// The columns of a table of deadlines.
enum DeadlineColumn: DeclaringColumn {
  case id, labels, from, until, time, clock, pause, warning, breach

  var titles: [String] {
    switch self {
    case .id: ["id", "id", "标识"]
    case .labels: ["名称", "labels", "名称、别名", "name", "names"]
    case .from: ["从", "from", "起"]
    case .until: ["到", "until", "止"]
    case .time: ["时长", "time", "多久"]
    case .clock: ["时钟", "clock"]
    case .pause: ["暂停", "pause", "pauses"]
    case .warning: ["提醒", "warning", "warn"]
    case .breach: ["超时", "on breach", "breach"]
    }
  }

  var form: Diagnostic.Message {
    switch self {
    case .id, .labels: .init("写标识和名称", "an id and names")
    case .from, .until:
      .init(
        "写“立单”“关单”“某方来话”“回复某方”“联系某方”“转人工”“人工接手”“流程 某某 开始”或“结束”、声明过的事件，或“事实=值”",
        "write “opened”, “closed”, “heard from PARTY”, “reply to PARTY”, “contact PARTY”, “handed over”, “a person takes over”, “procedure NAME begins” or "
          + "“ends”, a declared event, or “FACT=V”")
    case .time: .init("写时长，如“30 分钟”“2 个工作日”", "write an amount of time, for example “30 min” or “2 working days”")
    case .clock: .init("写“服务时间”或“自然时间”", "write “service time” or “wall clock”")
    case .pause: .init("写“等 某方”或“事实=值”", "write “waiting for PARTY” or “FACT=V”")
    case .warning: .init("写“提前 10 分钟”或“剩 20 %”，要比时长短", "write “10 min before” or “20 % left”, shorter than the time")
    case .breach: .init("写声明过的事件，或不动钱的【动作】", "name a declared event, or an [action] that moves no money")
    }
  }
}
