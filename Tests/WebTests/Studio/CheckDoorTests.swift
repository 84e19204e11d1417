import Foundation
import HTTPTypes
import Ledger
import Testing

@testable import Web

@Suite("Checks at the door")
struct CheckDoorTests {
  @Test func `a check tells findings with edits, how sentences are read, and what may be named`() async throws {
    let stage = Stage()
    let sound = Read(try await stage.ask(.post, "/v1/checks", as: .author, try LockerDraft.body()))
    #expect(sound["playbook"].text == "locker" && sound["errors"].number == 0 && sound["title"].text == "柜门打不开")
    let kinds = sound["outline"].list.map { $0["kind"].text }
    #expect(kinds.contains("decide") && kinds.contains("manual") && kinds.contains("conclude") && kinds.contains("alternative"))
    #expect(sound["coverage"][0]["manual"].number == 1)
    #expect(sound["names"].list.contains { $0["name"].text == "柜门状态" && $0["kind"].text == "fact" })

    let hole = Read(try await stage.ask(.post, "/v1/checks", as: .author, try LockerDraft.body(LockerDraft.withWarning)))
    let finding = try #require(hole["findings"].list.first { $0["check"].text == "value-without-branch" })
    let edit = finding["edits"][0]
    #expect(finding["message"].text?.isEmpty == false && edit["line"].number == edit["endLine"].number)
    #expect(edit["text"].text?.hasPrefix("\n  - 条件：已开") == true, "\(edit["text"].text ?? "")")

    let wrong = Read(try await stage.ask(.post, "/v1/checks", as: .approver, try LockerDraft.body(LockerDraft.withError)))
    #expect((wrong["errors"].number ?? 0) > 0, "errors are an answer, not a problem")
  }

  @Test(arguments: [
    (#"{"main":"a.md"}"#, 422), (#"{"files":{"a.md":1},"main":"a.md"}"#, 422), (#"{"files":{"a.md":""},"main":"b.md"}"#, 422),
    (#"{"files":{},"main":"a.md"}"#, 422), (#"{"files":{"/etc/passwd.md":""},"main":"/etc/passwd.md"}"#, 422), (#"{"files":{"a.exe":""},"main":"a.exe"}"#, 422),
    (#"{"files":{"a.md":""},"main":"a.md","fix":true}"#, 422), (#"{"files":{"a\n.md":""},"main":"a\n.md"}"#, 422), (#"{"files":[],"main":"a.md"}"#, 422),
    ("[]", 400), ("{", 400), (#"{"files":{"a.md":""},"main":"a.md"}"#, 200),
  ])
  func `sources that can't be read`(body: String, status: Int) async throws {
    let answer = try await Stage().ask(.post, "/v1/checks", as: .author, body)
    #expect(answer.status == status, "\(answer.text)")
  }

  @Test func `messages stand beside their translations, with what is missing`() async throws {
    let table = """


      ## 话术

      | id | 名称 | 渠道 | 语言 | 文字 |
      |---|---|---|---|---|
      | note | 通知 | 短信 | zh-CN | 柜门是{柜门状态} |
      | note | 通知 | 短信 | en | The door is stuck |
      | bye | 再见 | | zh-CN | 再见 |

      """
    let checked = Read(try await Stage().ask(.post, "/v1/checks", as: .author, try LockerDraft.body(LockerDraft.text + table)))
    let rows = checked["messages"].list
    #expect(rows.map { $0["message"].text } == ["note", "bye"], "\(rows)")
    guard rows.count == 2 else { return }
    #expect(rows[0]["channel"].text == "sms" && rows[0]["slots"][0].text == "柜门状态" && rows[0]["missing"].list.isEmpty)
    #expect(rows[0]["texts"][0]["written"].text == "柜门是{柜门状态}" && rows[0]["texts"][1]["lacks"][0].text == "柜门状态")
    #expect(rows[1]["channel"].text == nil && rows[1]["missing"][0]["language"].text == "en")
    #expect(rows[1]["missing"][0]["before"].text == "| bye | 再见 | | en | " && rows[1]["missing"][0]["after"].text == " |")
  }

  @Test func `too much is refused`() async throws {
    let stage = Stage()
    let long = try LockerDraft.body(String(repeating: "字", count: SourcesReading.mostBytes / 3 + 1))
    #expect(try await stage.ask(.post, "/v1/checks", as: .author, long).status == 422)
    let files = Dictionary(uniqueKeysWithValues: (0...SourcesReading.mostFiles).map { ("f\($0).md", "") })
    let many = String(decoding: try JSONEncoder().encode(files), as: UTF8.self)
    #expect(try await stage.ask(.post, "/v1/checks", as: .author, #"{"files":\#(many),"main":"f0.md"}"#).status == 422)
    let huge = String(repeating: " ", count: SourcesReading.bodyLimit + 1)
    #expect(try await stage.ask(.post, "/v1/checks", as: .author, huge).status == 413)
  }

  @Test func `only who writes, approves and publishes may check`() async throws {
    let stage = Stage()
    let body = try LockerDraft.body()
    for role in Role.allCases {
      let may = [.author, .approver, .publisher].contains(role)
      #expect(try await stage.ask(.post, "/v1/checks", as: role, body).status == (may ? 200 : 403), "\(role)")
      #expect(try await stage.ask(.put, "/v1/drafts/locker-\(role.rawValue)", as: role, body).status == (role == .author ? 201 : 403), "\(role)")
    }
    #expect(try await stage.ask(.post, "/v1/checks", [.contentType: "application/json"], body: body).status == 401)
  }
}
