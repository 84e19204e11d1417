/// The columns of a table that says what is asked at registration.
enum IntakeColumn: DeclaringColumn {
  case fact, required, when, channels, atLeast, purpose, chineseHint, englishHint

  var titles: [String] {
    switch self {
    case .fact: ["事实", "fact"]
    case .required: ["必填", "required"]
    case .when: ["何时", "when"]
    case .channels: ["渠道", "channels", "channel"]
    case .atLeast: ["至少", "at least"]
    case .purpose: ["用作", "used as"]
    case .chineseHint: ["提示", "提示（中文）"]
    case .englishHint: ["hint", "提示（英文）"]
    }
  }

  var form: Diagnostic.Message {
    switch self {
    case .fact: .init("写一个事实，订单号写“对象”", "name a fact, or “subject” for the order's number")
    case .required: .init("写“是”、“否”或“事实=值”", "write “yes”, “no” or “FACT=V”")
    case .when: .init("写“事实=值”", "write “FACT=V”")
    case .channels: .init("写渠道，用“、”隔开", "name channels, with “,” between")
    case .atLeast: .init("写字数，如“100”，只用于文字", "write a number of characters, for example “100”, for a text only")
    case .purpose:
      .init(
        "写“订单：角色”、“手机号”、“姓名”、“描述”、“分类”、“分类：值、值”、“核对订单：一致=值；不符=值；没有=值”或“反复：30 天”，类型要合",
        "write “order: PARTY”, “phone”, “name”, “description”, “class”, “class: V, V”, “order check: matches=V; differs=V; none=V” or “repeats: 30 days” of a fitting type"
      )
    case .chineseHint, .englishHint: .init("写一句话", "write a sentence")
    }
  }
}

/// What a row is used as besides.
enum IntakePurpose {
  case order(Party.ID)
  case phone, name, description
  case classes([Value])
  case check(matches: Value?, differs: Value, none: Value?)
  case repeats(TimeAmount)

  /// Whether the desk itself tells the fact, and nobody is asked.
  var isTold: Bool {
    switch self {
    case .check, .repeats: true
    case .order, .phone, .name, .description, .classes: false
    }
  }
}
