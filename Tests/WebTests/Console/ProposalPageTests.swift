import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Pages of proposals")
struct ProposalPageTests {
  private func propose(_ text: String, _ stage: Stage) async throws -> String {
    try #require(Read(try await stage.ask(.post, "/v1/proposals", as: .author, try LockerDraft.body(text)))["version"].text)
  }

  @Test func `a proposal is shown beside the current version, and each role has its own button`() async throws {
    let stage = Stage()
    #expect(try await stage.ask(.get, "/console/proposals", as: .author).text.contains("Nothing was proposed yet"))
    _ = try await stage.desk.shelf.publish([SourceText(path: "locker.md", text: LockerDraft.text)], at: Instant(milliseconds: 0))
    _ = try await stage.ask(.post, "/v1/cases", as: .integration, #"{"playbook":"locker","subject":"A-1","facts":{"柜门状态":"卡住"}}"#)
    let version = try await propose(LockerDraft.changed, stage)
    let path = "/console/proposals/\(version)"
    #expect(try await stage.ask(.get, "/console/proposals", as: .publisher).text.contains("href=\"\(path)\""))

    let waiting = try await stage.ask(.get, path, as: .approver)
    #expect(waiting.text.contains("<del>等待 30 分钟") && waiting.text.contains("<ins>等待 20 分钟") && waiting.text.contains("to be approved"), "\(waiting.text)")
    #expect(waiting.text.contains("data-api=\"/v1/proposals/\(version)/approve\"") && !waiting.text.contains("/publish\""))
    #expect(waiting.text.contains("hx-get=\"\(path)/preview\""))
    #expect(!(try await stage.ask(.get, path, as: .author)).text.contains("/approve\""))
    #expect(!(try await stage.ask(.get, path, as: .publisher)).text.contains("data-api=\"/v1/proposals"), "not approved yet")

    let preview = try await stage.ask(.get, "\(path)/preview", as: .approver)
    #expect(preview.status == 200 && !preview.text.contains("<html") && preview.text.contains("Move by themselves"), "\(preview.text)")

    _ = try await stage.ask(.post, "/v1/proposals/\(version)/approve", as: .approver)
    let approved = try await stage.ask(.get, path, as: .publisher)
    #expect(approved.text.contains("data-api=\"/v1/proposals/\(version)/publish\"") && approved.text.contains(#"name="/cases" value="move""#))
    #expect(!(try await stage.ask(.get, path, as: .approver)).text.contains("/approve\""), "once is enough")
    _ = try await stage.ask(.post, "/v1/proposals/\(version)/publish", as: .publisher, #"{"cases":"move"}"#)
    let current = try await stage.ask(.get, path, as: .publisher)
    #expect(current.text.contains("data-api=\"/v1/playbooks/locker/undo\"") && !current.text.contains("/publish\""), "\(current.text)")
  }

  @Test func `a publication that was broken off can be gone on with, by whoever publishes`() async throws {
    let stage = Stage()
    let first = try await propose(LockerDraft.text, stage)
    _ = try await stage.ask(.post, "/v1/proposals/\(first)/approve", as: .approver)
    _ = try await stage.ask(.post, "/v1/proposals/\(first)/publish", as: .publisher, "{}")
    #expect(!(try await stage.ask(.get, "/console/proposals/\(first)", as: .publisher)).text.contains("proposal-unfinished"), "nothing is left")
    _ = try await stage.ask(.post, "/v1/cases", as: .integration, #"{"playbook":"locker","subject":"A-1","facts":{"柜门状态":"卡住"}}"#)
    let second = try await propose(LockerDraft.changed, stage)
    _ = try await stage.ask(.post, "/v1/proposals/\(second)/approve", as: .approver)
    // As far as it came.
    _ = try await stage.desk.shelf.publish([SourceText(path: "locker.md", text: LockerDraft.changed)], at: Instant(milliseconds: 0))
    let path = "/console/proposals/\(second)"
    let broken = try await stage.ask(.get, path, as: .publisher)
    #expect(broken.text.contains("Finish the publication") && broken.text.contains("Open cases under other versions: 1."), "\(broken.text)")
    #expect(broken.text.contains("data-api=\"/v1/proposals/\(second)/publish\"") && broken.text.contains(#"name="/cases" value="keep""#))
    #expect(!(try await stage.ask(.get, path, as: .approver)).text.contains("Finish the publication"))
    _ = try await stage.ask(.post, "/v1/proposals/\(second)/publish", as: .publisher, #"{"cases":"keep"}"#)
    let kept = try await stage.ask(.get, path, as: .publisher)
    #expect(kept.text.contains("Go on moving cases") && !kept.text.contains(#"name="/cases" value="keep""#), "\(kept.text)")
    _ = try await stage.ask(.post, "/v1/proposals/\(second)/publish", as: .publisher, #"{"cases":"move"}"#)
    #expect(!(try await stage.ask(.get, path, as: .publisher)).text.contains("proposal-unfinished"))
  }

  @Test func `how the examples go stands on the page and in what is asked before approving`() async throws {
    let stage = Stage()
    let version = try await propose(LockerDraft.text + "\n\n## 例：写错的 1 < 2\n\n| 事件 | 期望 |\n|---|---|\n| 开始：柜门状态=已开 | 处理结果=已转人 |\n", stage)
    let path = "/console/proposals/\(version)"
    let page = try await stage.ask(.get, path, as: .approver)
    #expect(page.text.contains("hx-get=\"\(path)/stories\"") && page.text.contains("data-sure=") && page.text.contains("proposals.js"), "\(page.text)")
    let part = try await stage.ask(.get, "\(path)/stories", as: .approver)
    #expect(part.status == 200 && part.text.contains("写错的 1 &lt; 2") && !part.text.contains("<strong>开着的柜门"), "\(part.text)")
    #expect(part.text.contains("data-stories-told=\"") && part.text.contains("tag bad"))
    #expect(try await stage.ask(.get, "\(path)/stories", as: .agent).status == 403)
    let bare = LockerDraft.changed.components(separatedBy: "## 例")[0]
    let other = try await propose(bare, stage)
    #expect(try await stage.ask(.get, "/console/proposals/\(other)/stories", as: .author).text.contains("There are no stories"))
  }

  @Test func `what isn't there is said on a page`() async throws {
    let page = try await Stage().ask(.get, "/console/proposals/ffff", as: .author)
    #expect(page.status == 404 && page.headers[.contentType]?.hasPrefix("text/html") == true)
  }
}
