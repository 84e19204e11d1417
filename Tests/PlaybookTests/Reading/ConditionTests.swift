import Playbook
import Testing

/// What stands behind `条件：` below a decision on the place (or another fact), in the notation of `planText`; `!` when it isn't understood.
private func condition(_ text: String, of fact: String, in language: Language) -> String {
  let outline = language.words("- 判断 `\(fact)`\n  - 条件：\(text)", "- Decide `\(fact)`\n  - When: \(text)")
  let compilation = compiled(outline: outline, in: language)
  guard let branch = compilation.plan.main.steps.first?.branches.first, !compilation.hasErrors else { return "!" }
  return words(branch.condition)
}

@Suite("Conditions")
struct ConditionTests {
  @Test(arguments: [
    ("在门口", "place=door"), ("door", "place=door"), ("在门口、在店里", "place=door|shop"), ("在门口 或 在店里", "place=door|shop"),
    ("在门口或者在店里或在路上。", "place=door|shop|road"), ("在门口/在店里", "place=door|shop"), ("其他", "otherwise"), ("其它", "otherwise"),
    ("未知", "unknown"), ("其他 或 未知", "(otherwise or unknown)"), ("在门口 或 未知", "(place=door or unknown)"), ("餐品位置=在门口", "place=door"),
    ("位置＝门口", "place=door"), ("餐品位置 是 在门口、在店里", "place=door|shop"), ("位置不是在门口", "place=shop|road"), ("用户同意=同意", "consent=yes"),
    ("用户同意", "consent=yes"), ("用户同意 为 不同意", "consent=no"), ("用户同意=未知", "consent=?"), ("配送费未知", "fee=?"),
    ("在门口 且 用户同意=同意", "(place=door and consent=yes)"), ("在门口，且用户同意", "(place=door and consent=yes)"),
    ("在门口 且 用户同意 或 在店里", "((place=door and consent=yes) or place=shop)"), ("配送费 > 30 元", "fee>3000 fen"), ("配送费超过 30 元", "fee>3000 fen"),
    ("配送费 ≥ ¥2.5", "fee>=250 fen"), ("配送费不超过30元", "fee<=3000 fen"), ("件数 少于 3 件", "count<3.0"), ("件数至少 2", "count>=2.0"),
    ("迟到时长 > 半小时", "lateness>1800 s"), ("迟到时长 不少于 1 小时 30 分", "lateness>=5400 s"), ("上报时间 < 2026-01-02 03:04", "reported<2026-01-02 03:04:00"),
    ("备注内容=门铃坏了", "remark=“门铃坏了”"), ("在 门 口", "place=door"), ("在火星", "!"), ("在门口 且 在火星", "!"), ("配送费 > 便宜", "!"), ("", "!"),
  ])
  func chinese(text: String, expected: String) { expectText(condition(text, of: "餐品位置", in: .chinese), expected, text) }

  @Test(arguments: [
    ("door", "place=door"), ("At the Door", "place=door"), ("at the door or in the shop", "place=door|shop"), ("door, in the shop", "place=door|shop"),
    ("Otherwise", "otherwise"), ("Unknown", "unknown"), ("meal place is door", "place=door"), ("meal place is not door", "place=shop|road"),
    ("door and consent = agreed", "(place=door and consent=yes)"), ("door && consent", "(place=door and consent=yes)"),
    ("delivery fee over 30", "fee>3000 fen"),
    ("delivery fee is at most ¥30", "fee<=3000 fen"), ("pieces >= 2 pcs", "count>=2.0"), ("lateness more than 90 min", "lateness>5400 s"),
    ("consent is unknown", "consent=?"), ("on Mars", "!"),
  ])
  func english(text: String, expected: String) { expectText(condition(text, of: "meal place", in: .english), expected, text) }

  @Test(arguments: [
    ("配送费", "> 30 元", "fee>3000 fen"), ("配送费", "不超过 5", "fee<=500 fen"), ("件数", "3", "count=3.0"), ("用户同意", "是", "consent=yes"),
    ("用户同意", "不同意", "consent=no"), ("迟到时长", "超过 10 分钟", "lateness>600 s"),
  ])
  func aBareValueBelongsToTheDecidedFact(fact: String, text: String, expected: String) {
    expectText(condition(text, of: fact, in: .chinese), expected, text)
  }

  @Test(arguments: [
    ("餐品位置=门口", "place=door"), ("接通", "answer answered"), ("联系不到", "answer refused|busy|off|no-answer|wrong-person|machine|failed"),
    ("拒接、占线", "answer refused|busy"), ("无人接听 或 关机", "answer no-answer|off"), ("错号", "answer wrong-person"), ("语音信箱", "answer machine"),
    ("呼叫失败", "answer failed"), ("接通 且 用户同意", "(answer answered and consent=yes)"),
  ])
  func answersOfAContact(text: String, expected: String) {
    let compilation = compiled(outline: "- 联系 骑手\n  - 条件：\(text)", in: .chinese)
    #expect(compilation.plan.main.steps.first.map { $0.branches.map { words($0.condition) } } == [expected])
  }

  @Test func answersOfOtherSteps() {
    let text = """
      - 【退款】
        - 条件：已退款
        - 条件：被拒
      - 等待 5 分钟（自 此刻 起）
        - 条件：超时
        - 条件：用户回电
        - 条件：餐品位置=门口
      - 跟单【联系跟单】
        - 条件：跟到了
        - 条件：期满、照片上传
      - 向 骑手 询问 餐品位置
        - 条件：门口
        - 条件：未知
      """
    let branches = compiled(outline: text, in: .chinese).plan.main.steps.map { $0.branches.map { words($0.condition) } }
    #expect(
      branches == [
        ["answer done", "answer refused"], ["answer expired", "answer called", "place=door"], ["answer reached", "answer over|photo"],
        ["place=door", "unknown"],
      ])
  }
}

@Suite("Three-valued truth")
struct TruthTests {
  private static let all: [Truth] = [.yes, .no, .unknown]

  @Test func tables() {
    func table(_ operation: (Truth, Truth) -> Truth) -> [[Truth]] { Self.all.map { left in Self.all.map { operation(left, $0) } } }
    #expect(table { $0 && $1 } == [[.yes, .no, .unknown], [.no, .no, .no], [.unknown, .no, .unknown]])
    #expect(table { $0 || $1 } == [[.yes, .yes, .yes], [.yes, .no, .unknown], [.yes, .unknown, .unknown]])
    #expect(Self.all.map { !$0 } == [.no, .yes, .unknown])
  }

  private static let door = Condition.fact("place", isOneOf: [.choice("door")])
  private static let cheap = Condition.compare("fee", .atMost, .money(fen: 500))

  @Test(
    arguments: [
      (door, [:], Truth.unknown), (door, ["place": Value.choice("door")], .yes), (door, ["place": .choice("shop")], .no),
      (.isUnknown("place"), [:], .yes), (.isUnknown("place"), ["place": .choice("door")], .no),
      (cheap, ["fee": .money(fen: 500)], .yes), (cheap, ["fee": .money(fen: 501)], .no), (cheap, ["fee": .number(1)], .unknown),
      (.all([door, cheap]), ["place": .choice("shop")], .no), (.all([door, cheap]), ["place": .choice("door")], .unknown),
      (.any([door, cheap]), ["place": .choice("door")], .yes), (.any([door, cheap]), ["place": .choice("shop")], .unknown), (.any([]), [:], .no),
      (.all([]), [:], .yes),
      (.otherwise, [:], .unknown), (.unknown, [:], .unknown), (.answer(isOneOf: ["busy"]), [:], .unknown),
    ] as [(Condition, [String: Value], Truth)])
  func truth(condition: Condition, facts: [String: Value], expected: Truth) {
    #expect(condition.truth(facts: { facts[$0] }, answer: nil) == expected)
  }

  @Test func answers() {
    #expect(Condition.answer(isOneOf: ["busy", "off"]).truth(facts: { _ in nil }, answer: "off") == .yes)
    #expect(Condition.answer(isOneOf: ["busy"]).truth(facts: { _ in nil }, answer: "off") == .no)
  }
}
