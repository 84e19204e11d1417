import Foundation
import GRDB
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import LedgerSQLite
@testable import Web

@Suite("The audit, looked through at the door and on its page")
struct AuditPageTests {
  private let stage = Stage()
  /// Of the days 1970-01-01 and 1970-01-02, in China.
  private let notes = (0..<4).map { number -> AuditNote in
    let what: AuditAction = number == 3 ? .erased : .unmasked
    let about = number == 0 ? "account:<b>" : "case:C-00000\(number)"
    let detail = number == 1 ? "phone: <script>alert(1)</script>" : nil
    return AuditNote(
      at: Instant(milliseconds: Int64(number) * 43_200_000), who: number == 2 ? "token:abc" : "account:li", what: what, about: about, detail: detail)
  }

  private func numbers(_ query: String) async throws -> [String] {
    let answer = try await stage.ask(.get, "/v1/audit?\(query)", as: .quality)
    return answer.text.matches(of: /"number":(\d+)/).map { String($0.1) }
  }

  @Test func `the door takes an order, names, actions and times`() async throws {
    _ = await stage.ledger.appendAudit(notes)
    #expect(try await numbers("order=newest") == ["4", "3", "2", "1"])
    #expect(try await numbers("order=newest&before=3&limit=1") == ["2"])
    #expect(try await numbers("who=account:li&what=unmasked") == ["1", "2"])
    #expect(try await numbers("who=token:*") == ["3"])
    #expect(try await numbers("about=case:C-00000*&order=newest") == ["4", "3", "2"])
    #expect(try await numbers("from=1970-01-01T12:00:00Z&until=1970-01-02T00:00:00Z") == ["2"])
    let page = try await stage.ask(.get, "/v1/audit?order=newest&limit=2", as: .quality)
    #expect(page.text.hasSuffix(#""next":3}"#))
    #expect(try await stage.ask(.get, "/v1/audit?what=teleported", as: .quality).status == 422)
    for bad in ["order=sideways", "before=0", "who=", "who=\(String(repeating: "x", count: 201))", "sort=who"] {
      #expect(try await stage.ask(.get, "/v1/audit?\(bad)", as: .quality).status == 400, "\(bad)")
    }
    #expect(try await stage.ask(.get, "/v1/audit?from=yesterday", as: .quality).status == 422)
  }

  @Test func `the page shows the newest first, in words, and that the chain holds`() async throws {
    _ = await stage.ledger.appendAudit(notes)
    let page = try await stage.ask(.get, "/console/audit", as: .quality)
    #expect(page.status == 200 && page.text.contains("Entries 1 to 4 were checked: the chain holds."))
    let newest = try #require(page.text.firstRange(of: "personal data erased</td>"))
    let oldest = try #require(page.text.firstRange(of: "account:&lt;b&gt;</a>"))
    #expect(newest.lowerBound < oldest.lowerBound && page.text.contains("token:abc</a>"))
    #expect(page.text.contains("&lt;script&gt;") && !page.text.contains("<script>alert") && page.text.contains(#"href="/console/audit?who=token%3Aabc""#))
  }

  @Test func `what programs wrote is put into words, and a name has its id behind it`() async throws {
    _ = try await stage.inside("root", .administrator)
    _ = await stage.ledger.appendAudit([
      AuditNote(at: Instant(milliseconds: 0), who: "account:root", what: .roleChanged, about: "account:gone", detail: "agent → supervisor"),
      AuditNote(at: Instant(milliseconds: 0), who: "visitor", what: .logInFailed, about: "account:root", detail: "wrong code, from 10.0.0.1"),
      AuditNote(at: Instant(milliseconds: 0), who: "token:abc", what: .accountAdded, about: "account:gone", detail: "role agent"),
    ])
    var chinese = try await stage.token(.quality)
    chinese[.acceptLanguage] = "zh"
    let page = try await stage.ask(.get, "/console/audit", chinese)
    #expect(page.text.contains("<td>客服 → 主管</td>") && page.text.contains("<td>动态码不对，来自 10.0.0.1</td>"), "\(page.text)")
    #expect(
      page.text.contains("<td>角色：客服</td>") && page.text.contains(#"<code class="faint small">account:root</code>"#) && page.text.contains("account:gone</a>"))
  }

  @Test func `the page is narrowed by who, what, about and days, and every entry that is left is checked`() async throws {
    _ = await stage.ledger.appendAudit(notes)
    let mine = try await stage.ask(.get, "/console/audit?who=account%3Ali&what=&about=&from=&until=", as: .quality)
    #expect(mine.text.contains("Each of the 3 entries was checked") && !mine.text.contains("token:abc</a>") && mine.text.contains(#"value="account:li""#))
    let second = try await stage.ask(.get, "/console/audit?from=1970-01-02&until=1970-01-02", as: .quality)
    // Who hasn't said a zone has China's days: the 2nd begins at 16:00 of the 1st.
    #expect(second.text.contains("Entries 3 to 4 were checked"))
    let none = try await stage.ask(.get, "/console/audit?what=locked-out", as: .quality)
    #expect(none.text.contains("There are no such entries") && none.text.contains(#"<option value="locked-out" selected>"#))
  }

  @Test func `older entries are on pages of their own`() async throws {
    let many = (0..<AuditPage.pageLength + 5).map { AuditNote(at: Instant(milliseconds: Int64($0)), who: "operator:root", what: .exported, about: "ledger") }
    _ = await stage.ledger.appendAudit(many)
    let first = try await stage.ask(.get, "/console/audit?about=ledger", as: .administrator)
    #expect(first.text.contains(#"href="/console/audit?about=ledger&amp;before=6""#) && first.text.contains("Entries 6 to 55 were checked"))
    let rest = try await stage.ask(.get, "/console/audit?about=ledger&before=6", as: .administrator)
    #expect(rest.text.contains("Entries 1 to 5 were checked") && rest.text.contains(#"href="/console/audit?about=ledger""#) && !rest.text.contains("before=1"))
  }

  @Test(arguments: [
    ("UPDATE audit_entries SET detail = 'x' WHERE number = 2", "Entry 2 doesn&#39;t fit its seal"),
    ("UPDATE audit_entries SET digest = x'00' WHERE number = 3", "Entry 3 doesn&#39;t fit its seal"),
    ("DELETE FROM audit_entries WHERE number = 3", "There is a gap behind entry 2: entry 4 follows"),
  ])
  func `what was altered or removed is told`(damage: String, words: String) async throws {
    let disk = try DiskLedger()
    let stage = Stage(on: disk.ledger)
    _ = try await disk.ledger.appendAudit(notes)
    try await disk.ledger.write { db in
      try db.execute(sql: "DROP TRIGGER audit_entries_stay; DROP TRIGGER audit_entries_remain")
      try db.execute(sql: damage)
    }
    let page = try await stage.ask(.get, "/console/audit", as: .administrator)
    #expect(page.status == 200 && page.text.contains(words) && page.text.contains(#"<p class="chain bad">"#), "\(page.text)")
  }

  @Test func `entries are cut where others stand between them`() async {
    let entries = await stage.ledger.appendAudit(notes)
    let runs = AuditPage.runs([entries[3], entries[0], entries[1]])
    let numbers = runs.map { run in run.map { $0.number } }
    #expect(numbers == [[1, 2], [4]] && AuditPage.runs([]).isEmpty)
  }
}
