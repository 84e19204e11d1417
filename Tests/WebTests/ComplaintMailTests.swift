import Channels
import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Synchronization
import Testing

@testable import Web

@Suite("Complaints are mailed")
struct ComplaintMailTests {
  @Test(
    "C-10 C-01 every complaint goes by mail to operations and management, once, also one whose order number is wrong",
    arguments: ["单号不对", "单号无误"])
  func mailed(check: String) async throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let postRoom = Receiver()
    let stage = Stage(connector: postRoom)
    _ = try await stage.desk.shelf.publish(
      PlaybookFiles(at: root.appendingPathComponent("Playbooks/grocery/missing-parts.md").path).sources, at: Instant(milliseconds: 0))
    let running = Task { try await stage.desk.run() }
    defer { running.cancel() }
    let opened = try await stage.ask(
      .post, "/v1/cases", as: .integration,
      #"{"playbook":"missing-parts","subject":"A-1","facts":{"来电类型":"首次投诉","订单核对":"\#(check)","情况核实":"属实","客服称呼":"小禾"}}"#)
    #expect(opened.status == 201, "\(opened.text)")
    let deadline = ContinuousClock.now + .seconds(60)
    while postRoom.mails.isEmpty, ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(5)) }
    let mail = try #require(postRoom.mails.first)
    #expect(mail.channel == "email" && mail.party != nil && mail.text?.contains("投诉") == true, "\(mail)")
    // The row that it left by names the sentence that asked for it, and its end is on record.
    var timeline = ""
    while ContinuousClock.now < deadline {
      timeline = try await stage.ask(.get, "/v1/cases/C-000001/timeline?weight=detail", as: .agent).text
      if timeline.contains("报备邮件") && timeline.contains("报备结果") { break }
      try await Task.sleep(for: .milliseconds(5))
    }
    #expect(timeline.contains(#""file":"report-by-mail.md""#), "\(timeline)")
    #expect(try await stage.ask(.get, "/v1/registers/reports", as: .quality).text.contains("C-000001"))
    #expect(postRoom.mails.count == 1)
  }
}

/// Answers every errand with its first outcome, and keeps what came by mail.
private final class Receiver: PromptConnector {
  private let kept = Mutex<[Errand]>([])

  var mails: [Errand] { kept.withLock { $0 } }

  func answer(_ errand: Errand) throws(ConnectorFault) -> ErrandReport {
    if errand.action == "report-mail" { kept.withLock { $0.append(errand) } }
    return ErrandReport(outcome: errand.outcomes.first ?? "done")
  }
}
