import Foundation
import Testing

@Suite("gendan play")
struct PlayTests {
  let program: Program
  init() throws {
    program = Program(place: try Place())
    try program.place.write("locker.md", Locker.text)
  }

  private func play(_ answers: String, _ flags: String...) throws -> Program.Ran {
    try program.place.write("answers.txt", answers)
    return try program.run(["play", "locker.md", "--answers", "answers.txt"] + flags)
  }

  @Test func asksForAnOrderSignalOnlyWhenItIsNeeded() throws {
    let ran = try play("\n1\n2\n\n")
    #expect(ran.code == 0, "\(ran.err)")
    #expect(ran.out.contains("订单信号：柜门状态？"))
    #expect(ran.out.contains("3 平台没有说（回车）"))
    #expect(ran.out.contains("▶       看一眼监控") || ran.out.contains("▶     看一眼监控"))
    #expect(ran.out.contains("走完了，工单已结单。"))
    // Given at the start, it isn't asked for.
    let given = try play("柜门状态=已开\n")
    #expect(given.code == 0)
    #expect(!given.out.contains("订单信号：柜门状态？"))
    // The platform doesn't tell: the next source is asked, here a person.
    let untold = try play("\n\n已开\n")
    #expect(untold.code == 0)
    #expect(untold.out.contains("请办：请确认：柜门状态"))
  }

  @Test func waitsOfferTheirEventsAndTheClock() throws {
    let event = try play("柜门状态=卡住\n柜子有电\n1\n", "--format", "json")
    #expect(event.code == 0)
    #expect((try event.object["facts"] as? [String: String])?["result"] == "已取件")
    let expired = try play("柜门状态=卡住\n柜子有电\n+10 分钟\n\n", "--format", "json")
    #expect((try expired.object["facts"] as? [String: String])?["result"] == "已转人")
    #expect(try expired.object["finished"] as? Bool == true)
  }

  @Test func answersThatEndEarlyNameTheOpenQuestion() throws {
    let ran = try play("柜门状态=卡住\n", "--locale", "en")
    #expect(ran.code == 1)
    #expect(ran.err.contains("The answers end after line 1 of answers.txt") && ran.err.contains("看一眼监控"))
    let json = try play("柜门状态=卡住\n", "--format", "json")
    #expect(json.code == 1)
    #expect(try json.object["finished"] as? Bool == false)
    let question = try json.object["question"] as? [String: Any]
    #expect(question?["choices"] as? [String] == ["柜子没电", "柜子有电", "其他 或 未知"])
  }

  @Test func answersOutOfStepGiveUp() throws {
    let ran = try play("柜门状态=卡住\n什么\n7\n\n柜子有电\n")
    #expect(ran.code == 1)
    #expect(ran.err.contains("第 4 行起对不上问题"))
    let opening = try play("柜门状态=飞走\n柜门状态\nx\n")
    #expect(opening.code == 1)
    #expect(opening.out.contains("“柜门状态=飞走”读不懂"))
  }

  @Test func commentsAndWhatIsLeftOver() throws {
    let ran = try play("# 先开门\n柜门状态=已开\n# 没有了\n多余\n")
    #expect(ran.code == 0)
    #expect(ran.out.contains("还剩 1 行没用到"))
  }

  @Test func byHand() throws {
    let ended = try program("play", "locker.md", typed: "\n")
    #expect(ended.code == 1)
    #expect(ended.out.contains("退出，没有走完"))
    #expect(try program("play", "locker.md", typed: "q\n").code == 1)
    let whole = try program("play", "locker.md", typed: "柜门状态=卡住\n？\n２\n用户已取件\n")
    #expect(whole.code == 0)
    #expect(whole.out.contains("条件：未知"))
    // The conversation doesn't get into the answer proper.
    let json = try program("play", "locker.md", "--format", "json", typed: "柜门状态=已开\n")
    #expect(json.code == 0)
    #expect(try json.object["phase"] as? String == "closed")
    #expect(json.err.contains("柜门打不开"))
  }

  @Test func theShippedPlaybookByHand() throws {
    let file = Program.checkout.appendingPathComponent("Playbooks/food-delivery/merchant-cannot-reach-customer.md").path
    // Online; signals when needed: delivering, wants delivery, no refund, at the point, names, same number; answered, wanted, by the orderer, who consents.
    // At night nobody is called.
    let ran = try program("play", file, "--at", "2026-03-03 14:05", typed: "\n\n配送中\n把餐送到\n未发起\n在收餐位置\n\n\n否\n接通\n要餐\n下单人\n同意\n\n")
    #expect(ran.code == 0, "\(ran.out.suffix(2000))")
    #expect(ran.out.contains("【提供下单人真实号码】"))
    #expect(ran.out.contains("merchant-cannot-reach-customer.md:"))
  }

  @Test func itBeginsWhenItIsTold() throws {
    let file = Program.checkout.appendingPathComponent("Playbooks/food-delivery/merchant-cannot-reach-customer.md").path
    // The same answers in the quiet hours: the call waits for the morning.
    let night = try program("play", file, "--at", "2026-03-03 02:00", typed: "\n\n配送中\n把餐送到\n未发起\n在收餐位置\n\n\n否\n接通\n要餐\n下单人\n同意\n\n")
    #expect(night.code == 1)
    #expect(night.out.contains("06:30"))
    let wrong = try program("play", file, "--at", "tomorrow", typed: "\n")
    #expect(wrong.code == 1 && wrong.err.contains("2026-03-03 14:05"))
  }
}
