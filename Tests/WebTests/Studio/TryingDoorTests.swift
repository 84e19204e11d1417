import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Trying a draft at the door")
struct TryingDoorTests {
  private func play(_ moves: String, _ stage: Stage = Stage(), status: Int = 200) async throws -> Read {
    let body = try LockerDraft.body(LockerDraft.text, #""at":"2026-11-23T02:00:00Z","moves":[\#(moves)]"#)
    let answer = try await stage.ask(.post, "/v1/plays", as: .author, body)
    #expect(answer.status == status, "\(answer.text)")
    return Read(answer)
  }

  @Test func `a case is walked by all its moves so far`() async throws {
    let before = try await play("")
    #expect(before["phase"].text == nil && before["question"]["text"].text == nil && before["signals"][0]["name"].text == "柜门状态")
    #expect(before["channels"].list.count == 2 && before["document"][0]["lines"].list.allSatisfy { $0["mark"].text == "other" })
    let open = #"{"open":{"channel":"online"}}"#
    let asked = try await play(open)
    #expect(asked["question"]["text"].text == "Order signal: 柜门状态?" && asked["phase"].text == nil)
    let task = try await play(open + #",{"choice":0}"#)
    #expect(task["phase"].text == "open" && task["question"]["choices"].list.first?.text == "柜子没电", "\(task)")
    #expect(task["document"][0]["lines"].list.contains { $0["mark"].text == "here" && $0["text"].text == "看一眼监控" })
    let waiting = try await play(open + #",{"choice":0},{"choice":1}"#)
    #expect(waiting["question"]["waitsUntil"].text == "2026-11-23 10:30:00" && waiting["question"]["choices"][0].text == "用户已取件")
    let later = try await play(open + #",{"choice":0},{"choice":1},{"wait":"10 min"}"#)
    #expect(later["clock"].text == "2026-11-23 10:10:00" && later["begin"].text == "2026-11-23T02:00:00.000Z")
    let happened = try await play(open + #",{"choice":0},{"choice":1},{"wait":"10 min"},{"event":"parcel.taken"}"#)
    let expired = try await play(open + #",{"choice":0},{"choice":1},{"wait":"next"}"#)
    #expect(happened["phase"].text == "closed" && expired["phase"].text == "closed")
    #expect(happened["facts"].list.contains { $0["name"].text == "处理结果" && $0["value"].text == "已取件" })
    #expect(expired["facts"].list.contains { $0["name"].text == "处理结果" && $0["value"].text == "已转人" })
    #expect(happened["timeline"].list.count > 3)
  }

  @Test(arguments: [
    (#"{"choice":0}"#, "/moves/0"), (#"{"open":{"channel":"pigeon"}}"#, "/moves/0/open/channel"), (#"{"open":{}},{"choice":9}"#, "/moves/1"),
    (#"{"open":{"facts":{"柜门状态":"飞走"}}}"#, "/moves/0"), (#"{"open":{}},{"event":"no"}"#, "/moves/1"), (#"{"fly":1}"#, "/moves/0/choice"), ("7", "/moves/0"),
    (#"{"open":{"facts":{"柜门状态":"已开"}}},{"choice":0}"#, "/moves/1"), (#"{"open":{}},{"wait":"900 年"}"#, "/moves/1/wait"),
    (#"{"open":{"facts":{"柜门状态":"卡住"}}},{"fact":"no","value":"x"}"#, "/moves/1"), (#"{"choice":-1}"#, "/moves/0/choice"),
  ])
  func `a move that can't be made is told with its place`(moves: String, place: String) async throws {
    let answer = try await play(moves, status: 422)
    #expect(answer["errors"].list.contains { $0["pointer"].text == place }, "\(answer)")
  }

  @Test func `the stories of a draft run, and say what none of them takes`() async throws {
    let stage = Stage()
    let ran = Read(try await stage.ask(.post, "/v1/stories/runs", as: .author, try LockerDraft.body()))
    #expect(ran["stories"].list.count == 1 && ran["stories"][0]["title"].text == "开着的柜门" && ran["untakenBranches"].list.count > 0)
    let wrong = LockerDraft.text.replacing("处理结果=已取件；结束 |", with: "处理结果=已转人 |")
    let failed = Read(try await stage.ask(.post, "/v1/stories/runs", as: .author, try LockerDraft.body(wrong)))
    #expect(failed["stories"][0]["failures"][0]["expected"].text == "处理结果=已转人")
    #expect(try await stage.ask(.post, "/v1/stories/runs", as: .author, try LockerDraft.body(LockerDraft.withError)).status == 422)
  }

  @Test func `made-up cases are counted, the same for the same seed`() async throws {
    let stage = Stage()
    let body = try LockerDraft.body(LockerDraft.text, #""cases":200,"seed":3"#)
    let one = try await stage.ask(.post, "/v1/simulations", as: .author, body)
    let other = try await stage.ask(.post, "/v1/simulations", as: .publisher, body)
    #expect(one.status == 200 && one.text == other.text && Read(one)["cases"].number == 200, "\(one.text)")
    for more in [#""cases":5001"#, #""cases":0"#, #""cases":"9""#, #""seed":-1"#, #""world":"nonsense: 1""#, #""world":"a: [""#, #""draws":1"#] {
      #expect(try await stage.ask(.post, "/v1/simulations", as: .author, try LockerDraft.body(LockerDraft.text, more)).status == 422, "\(more)")
    }
  }

  @Test func `closed cases run again under a draft`() async throws {
    let stage = Stage()
    #expect(try await stage.ask(.post, "/v1/replays", as: .author, try LockerDraft.body()).status == 409, "there is none")
    _ = try await stage.desk.shelf.publish([SourceText(path: "locker.md", text: LockerDraft.text)], at: Instant(milliseconds: 0))
    for number in 1...3 {
      let opening = #"{"playbook":"locker","subject":"A-\#(number)","facts":{"柜门状态":"已开"}}"#
      #expect(try await stage.ask(.post, "/v1/cases", as: .integration, opening).status == 201)
    }
    let other = LockerDraft.text.replacing("  - 条件：已开\n    - 结论：处理结果=已取件", with: "  - 条件：已开\n    - 结论：处理结果=已转人")
    let replayed = Read(try await stage.ask(.post, "/v1/replays", as: .author, try LockerDraft.body(other, #""cases":2"#)))
    #expect(replayed["cases"].number == 2 && replayed["changed"].list.count == 2, "\(replayed)")
    let same = Read(try await stage.ask(.post, "/v1/replays", as: .author, #"{"playbook":"locker"}"#))
    #expect(same["cases"].number == 3 && same["changed"].list.isEmpty)
    #expect(try await stage.ask(.post, "/v1/replays", as: .author, #"{"playbook":"nothing"}"#).status == 422)
  }
}
