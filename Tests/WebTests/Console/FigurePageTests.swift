import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("The page of key figures")
struct FigurePageTests {
  /// A case about an order of this merchant, which was opened just now.
  private func stage(merchant: String, on store: (any StageLedger)? = nil) async throws -> Stage {
    let stage = Stage(on: store)
    _ = try await stage.desk.shelf.publish([SourceText(path: "late-meal.md", text: timedMeal)], at: Instant(milliseconds: 0))
    let order = try StoredJSON.text(["id": "e-1", "order": "A-1", "kind": "accepted", "merchant": merchant])
    let at = "\"at\":\(WallClock().now().milliseconds)"
    let told = try await stage.ask(.post, "/v1/order-events", as: .integration, String(order.dropLast()) + ",\(at)}")
    try #require(told.status == 200, "\(told.text)")
    for subject in ["A-1", "A-1/2", "A-1/unverified-x", "B-9"] {
      let opened = try await stage.ask(.post, "/v1/cases", as: .integration, #"{"playbook":"late-meal","subject":"\#(subject)"}"#)
      try #require(opened.status == 201, "\(opened.text)")
    }
    return stage
  }

  @Test func `T-20 it shows figures with their targets, and merchants by the orders that cases are about`() async throws {
    let disk = try DiskLedger()
    for stage in [try await stage(merchant: "m-1"), try await stage(merchant: "m-1", on: disk.ledger)] {
      let page = try await stage.ask(.get, "/console/figures?span=week", as: .supervisor)
      #expect(page.status == 200 && page.text.contains("4 opened, 0 closed"), "\(page.text)")
      let rows = page.text.split(separator: "\n").filter { $0.contains(#"<th scope="row">m-1</th>"#) }
      #expect(rows.count == 1 && rows[0].contains(#"<td class="number">2</td>"#), "two of the four are about the order: \(rows)")
    }
  }

  @Test func `T-20 figures are told apart by what cases were about, as the playbook declares it`() async throws {
    let disk = try DiskLedger()
    for stage in [Stage(), Stage(on: disk.ledger)] {
      let playbook = timedMeal + "\n| state | Stage of the order | class State | |"
      _ = try await stage.desk.shelf.publish([SourceText(path: "late-meal.md", text: playbook)], at: Instant(milliseconds: 0))
      for (subject, state) in [("A-1", "Delivered"), ("A-2", "Preparing"), ("A-3", "Delivered"), ("A-4", nil)] {
        let facts = state.map { #","facts":{"State":"\#($0)"}"# } ?? ""
        let opened = try await stage.ask(.post, "/v1/cases", as: .integration, #"{"playbook":"late-meal","subject":"\#(subject)"\#(facts)}"#)
        try #require(opened.status == 201, "\(opened.text)")
      }
      let page = try await stage.ask(.get, "/console/figures?span=week", as: .supervisor)
      #expect(page.text.contains("<caption>By Stage of the order</caption>"), "\(page.text)")
      let rows = page.text.matches(of: /<th scope="row">([^<]+)<\/th><td class="number">(\d+)</).map { "\($0.output.1) \($0.output.2)" }
      #expect(rows == ["Preparing 1", "Delivered 2", "not classified 1"], "as they are declared, with what adds up to the whole: \(rows)")
      let table = try await stage.ask(.get, "/console/figures.csv?span=week", as: .quality).text
      #expect(table.contains(",Stage of the order,Delivered,Solved,%,0,\r\n") && table.contains(",Stage of the order,not classified,"), "\(table)")
    }
  }

  @Test func `T-20 the spreadsheet has the same numbers, and no formula`() async throws {
    let stage = try await stage(merchant: "=cmd|x")
    let answer = try await stage.ask(.get, "/console/figures.csv?span=today", as: .quality)
    #expect(answer.status == 200 && answer.headers[.contentType] == "text/csv; charset=utf-8")
    #expect(answer.headers[.contentDisposition]?.hasPrefix("attachment; filename=\"gendan-figures-") == true)
    #expect(answer.text.unicodeScalars.first == "\u{FEFF}" && answer.text.contains(",'=cmd|x,") && !answer.text.contains(",=cmd"), "\(answer.text)")
    #expect(FigureCSV.cell("-5.5") == "-5.5" && FigureCSV.cell("=1\u{200D}") == "'=1\u{200D}" && FigureCSV.cell("a\"b,c") == "\"a\"\"b,c\"")
  }

  @Test(arguments: ["from=2026-11-02&to=2026-11-01", "from=2026-01-01&to=2026-12-31", "from=x&to=y", "span=century", "sort=up"])
  func `days that can't be are refused in words`(query: String) async throws {
    let answer = try await Stage().ask(.get, "/console/figures?\(query)", as: .supervisor)
    #expect([400, 422].contains(answer.status) && answer.headers[.contentType] == "text/html; charset=utf-8")
  }

  @Test func `an empty page says how figures come about, and others don't see it`() async throws {
    let stage = Stage()
    #expect(try await stage.ask(.get, "/console/figures", as: .supervisor).text.contains("No figures yet"))
    #expect(try await stage.ask(.get, "/console/figures", as: .agent).status == 403)
  }
}
