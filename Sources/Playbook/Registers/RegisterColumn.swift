/// The columns of a table of registers.
enum RegisterColumn: DeclaringColumn {
  case id, labels, state, shows, due, visible, answers

  var titles: [String] {
    switch self {
    case .id: ["id", "id", "标识"]
    case .labels: ["名称", "labels", "名称、别名", "name", "names"]
    case .state: ["状态", "state"]
    case .shows: ["内容", "shows"]
    case .due: ["截止", "due"]
    case .visible: ["可见", "visible to"]
    case .answers: ["答复", "answers"]
    }
  }

  var form: Diagnostic.Message {
    switch self {
    case .id, .labels: .init("写标识和名称", "an id and names")
    case .state: .init("写一个事实", "name a fact")
    case .shows: .init("写事实，用“；”隔开", "name facts, with “;” between")
    case .due: .init("写一个时间类的事实", "name a fact that is a time")
    case .visible: .init("写角色，用“；”隔开", "name parties, with “;” between")
    case .answers: .init("写“角色：事实=值、值”，用“；”隔开", "write “PARTY: FACT=VALUE, VALUE”, with “;” between")
    }
  }
}
