/// What may stand in a list of names: one thing, no marks that mean something there.
func isName(_ text: Substring, longest: Int = 24) -> Bool {
  let isLatin = text.utf8.allSatisfy { $0 < 128 }
  return !text.isEmpty && text.count <= (isLatin ? max(longest, 48) : longest) && !text.contains { ";；、,，|｜=＝<>＜＞`{}！!#\\*".contains($0) }
}

/// A gap that somebody meant to fill: `外呼用户-xx`.
func isUnfinished(_ name: Substring) -> Bool {
  let text = name.lowercased()
  return ["xx", "××", "待定", "tbd", "???", "？？", "……", "..."].contains { text[...].range(of: $0) != nil }
}

/// By the first kind whose words the name contains; a task when none does.
func guessedKind(_ name: Substring) -> ActionKind {
  let text = name.lowercased()[...]
  return kindWords.first { $0.words.contains { text.range(of: $0) != nil } }?.kind ?? .task
}

/// Messages about a refund are messages, so what is sent comes first.
private let kindWords: [(kind: ActionKind, words: [String])] = [
  (
    .contact,
    ["短信", "外呼", "电话", "拨打", "致电", "推送", "邮件", "微信", "留言", "通知", "回电", "sms", "text ", "call ", "call-", "phone", "email", "e-mail", "notify", "message"]
  ),
  (.money, ["退款", "赔付", "赔偿", "补偿", "打款", "返现", "发券", "垫付", "退费", "refund", "compensat", "payout", "voucher", "reimburse"]),
  (.disclose, ["提供号码", "真实号码", "告知号码", "披露", "提供电话号码", "disclose", "real number", "share the number", "give the number"]),
  (.record, ["登记", "记录", "备注", "存档", "建档", "record", "register", "log "]),
]

/// Orders begin with one of these.
let orderVerbs = [
  "发送", "发短信", "短信通知", "通知", "登记", "记录", "提醒", "上报", "提交", "存档", "建档", "send", "notify", "record", "register", "remind", "report", "submit", "log",
]

/// Roles, each with what it is called; only the words that occur are declared.
let partyWords = [
  ["用户", "顾客", "客户", "消费者", "买家", "customer", "buyer", "guest"], ["商家", "商户", "店家", "卖家", "门店", "merchant", "seller", "store", "shop"],
  ["骑手", "配送员", "快递员", "司机", "rider", "courier", "driver"], ["收货人", "收件人", "recipient"], ["下单人", "orderer"], ["供应商", "supplier"],
  ["仓库", "warehouse"],
]
