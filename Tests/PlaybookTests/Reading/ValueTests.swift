import Playbook
import Testing

@Suite("Amounts of time and values")
struct ValueTests {
  @Test(
    arguments: [
      ("30 分钟", 1800), ("30分钟", 1800), ("３０ 分钟", 1800), ("30min", 1800), ("30 mins", 1800), ("1 小时 30 分", 5400), ("1小时30分钟", 5400), ("半小时", 1800),
      ("半个小时", 1800), ("24 小时", 86_400), ("3 天", 259_200), ("2 个工作日", nil), ("1 周", 604_800), ("90 s", 90), ("90秒", 90), ("1.5 h", 5400), ("2 hrs", 7200),
      ("1 h 30 min", 5400), ("2 hours 5 minutes", 7500), ("1 day", 86_400), ("0 分钟", 0), ("", nil), ("分钟", nil), ("30", nil), ("30 元", nil), ("-5 分钟", nil),
      ("5 分钟后", nil), ("2 months", nil), ("99999999999 天", nil), ("1..5 h", nil), ("nan h", nil), ("1e9 天", nil),
    ] as [(String, Int64?)])
  func timeAmount(text: String, seconds: Int64?) { #expect(TimeAmount(text)?.seconds == seconds) }

  @Test(
    arguments: [(5400, "1 小时 30 分钟", "1 h 30 min"), (90, "1 分钟 30 秒", "1 min 30 s"), (0, "0 秒", "0 s"), (172_800, "2 天", "2 d")] as [(Int64, String, String)])
  func words(seconds: Int64, chinese: String, english: String) {
    let amount = TimeAmount(seconds: seconds)
    #expect(amount.text(in: .chinese) == chinese)
    #expect(amount.text(in: .english) == english)
    #expect(TimeAmount(chinese) == amount)
    #expect(TimeAmount(english) == amount)
  }

  private static let facts = compiled(chineseVocabulary).plan.vocabulary

  @Test(
    arguments: [
      ("place", "门口", .choice("door")), ("place", "DOOR", .choice("door")), ("place", "月球", nil), ("consent", "同意", .flag(true)), ("consent", "是", .flag(true)),
      ("consent", "no", .flag(false)), ("consent", "也许", nil), ("fee", "12", .money(fen: 1200)), ("fee", "12.5 元", .money(fen: 1250)),
      ("fee", "￥0.05", .money(fen: 5)), ("fee", "-0.5", .money(fen: -50)), ("fee", "1.234", nil), ("fee", "很多", nil), ("fee", "９９ 元", .money(fen: 9900)),
      ("count", "3 件", .number(3)), ("count", "3", .number(3)), ("count", "inf", nil), ("lateness", "10 分钟", .duration(.minutes(10))), ("lateness", "10", nil),
      ("reported", "2026-11-22 14:05", .time(Instant(milliseconds: 1_795_327_500_000))), ("reported", "2026-13-22 14:05", nil),
      ("remark", "放前台", .text("放前台")), ("remark", "", nil),
    ] as [(String, String, Value?)])
  func values(fact: String, text: String, expected: Value?) throws {
    #expect(try #require(Self.facts.fact(fact)).value(text) == expected)
  }

  @Test(
    arguments: [
      ("place", .choice("door"), "在门口"), ("consent", .flag(false), "不同意"), ("fee", .money(fen: 1250), "12.50 元"), ("fee", .money(fen: -5), "-0.05 元"),
      ("count", .number(3), "3 件"), ("lateness", .duration(.minutes(10)), "10 分钟"), ("remark", .text("放前台"), "放前台"),
    ] as [(String, Value, String)])
  func wordsForValues(fact: String, value: Value, expected: String) throws {
    #expect(try #require(Self.facts.fact(fact)).words(for: value, in: .chinese) == expected)
  }

  @Test(arguments: ["2024-02-29 23:59:59", "1970-01-01 08:00:00", "2000-03-01 00:00:00", "9999-12-31 00:00:00"])
  func instantsThereAndBack(text: String) throws {
    let instant = try #require(TimeZoneOffset.china.instant(text))
    #expect(TimeZoneOffset.china.text(instant) == text)
  }

  @Test func quietHoursRunPastMidnight() throws {
    let quiet = QuietHours(from: 22 * 60, to: 8 * 60)
    func end(_ text: String) throws -> String? {
      quiet.end(after: try #require(TimeZoneOffset.china.instant(text)), in: .china).map(TimeZoneOffset.china.text)
    }
    #expect(try end("2026-05-01 21:59:59") == nil)
    #expect(try end("2026-05-01 22:00:00") == "2026-05-02 08:00:00")
    #expect(try end("2026-05-02 07:59:59") == "2026-05-02 08:00:00")
    #expect(try end("2026-05-02 08:00:00") == nil)
  }
}
