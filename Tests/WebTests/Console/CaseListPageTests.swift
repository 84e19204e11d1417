import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("The list of cases")
struct CaseListPageTests {
  private func stage(_ subjects: String...) async throws -> Stage {
    let stage = Stage()
    _ = try await stage.desk.shelf.publish([SourceText(path: "late-meal.md", text: lateMeal)], at: Instant(milliseconds: 0))
    for subject in subjects {
      let opened = try await stage.ask(.post, "/v1/cases", as: .integration, #"{"playbook":"late-meal","subject":"\#(subject)"}"#)
      #expect(opened.status == 201, "\(opened.text)")
    }
    return stage
  }

  @Test func `a line says what the case is about, where it stands and how`() async throws {
    let stage = try await stage("A-1")
    let page = try await stage.ask(.get, "/console/cases", as: .quality)
    #expect(page.status == 200, "\(page.text)")
    for words in ["C-000001 · A meal is late", "A-1", "Look where the meal is", "Open tasks: 1", "online", #"href="/console/cases/C-000001""#] {
      #expect(page.text.contains(words), "\(words)")
    }
    #expect(!page.text.contains(#"href="/console/cases/new""#), "quality opens none")
    #expect(try await stage.ask(.get, "/console/cases", as: .agent).text.contains(#"href="/console/cases/new""#))
  }

  @Test func `it is filtered and searched, newest first`() async throws {
    let stage = try await stage("A-1", "A-2", "B-3")
    #expect(try await stage.ask(.post, "/v1/cases/C-000001/signals", as: .agent, #"{"choice":"Not made"}"#).status == 200)
    _ = try await stage.ask(.post, "/v1/cases/C-000002/messages", as: .agent, #"{"text":"the rider was rude"}"#)
    func list(_ query: String) async throws -> String { try await stage.ask(.get, "/console/cases/list?\(query)", as: .agent).text }
    let whole = try await list("")
    let third = try #require(whole.range(of: "C-000003"))
    let first = try #require(whole.range(of: "C-000001"))
    #expect(third.lowerBound < first.lowerBound)
    let closed = try await list("phase=closed")
    #expect(closed.contains("C-000001") && !closed.contains("C-000002"))
    let left = try await list("phase=open%2Csettling&q=&subject=")
    #expect(!left.contains("C-000001") && left.contains("C-000002"), "empty fields say nothing")
    #expect(try await list("subject=B-3").contains("C-000003"))
    let found = try await list("q=rider+rude")
    #expect(found.contains("C-000002") && !found.contains("C-000003"), "a form writes + for a space")
    #expect(try await list("playbook=none").contains("No case fits these filters"))
    #expect(try await list("incident=true").contains("No case fits these filters"))
    let short = try await list("limit=1")
    #expect(short.contains("C-000003") && !short.contains("C-000002") && short.contains("/console/cases/list?limit=51"), "\(short)")
    let behind = try await list("cursor=C-000003")
    #expect(!behind.contains("C-000003 ·") && behind.contains("C-000002") && behind.contains("Back to the beginning"))
    #expect(try await stage.ask(.get, "/console/cases?phase=done", as: .agent).status == 400)
  }

  @Test func `whoever searches for a case is led to it`() async throws {
    let stage = try await stage("A-1")
    for words in ["C-000001", "c-000001", "+C-000001+"] {
      let answer = try await stage.ask(.get, "/console/cases?q=\(words)", as: .agent)
      #expect(answer.status == 303 && answer.headers[.location] == "/console/cases/C-000001", "\(words)")
    }
    #expect(try await stage.ask(.get, "/console/cases?q=C-000009", as: .agent).status == 200)
  }

  @Test func `a search without a hit says what can be searched for`() async throws {
    let stage = try await stage("A-1")
    let page = try await stage.ask(.get, "/console/cases?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E", as: .agent)
    #expect(page.text.contains("Nothing found for “&lt;script&gt;") && page.text.contains("of several words"), "\(page.text)")
    #expect(!page.text.contains("<script>alert"))
    var headers = try await stage.token(.agent)
    headers[.acceptLanguage] = "zh"
    let chinese = try await stage.ask(.get, "/console/cases?q=%E6%B2%A1%E6%9C%89", headers)
    #expect(chinese.text.contains("没有找到“没有”") && chinese.text.contains("用空格隔开"))
  }

  @Test func `what people wrote is text`() async throws {
    let stage = try await stage(#"<img src=x onerror=alert(1)>'&"#)
    let page = try await stage.ask(.get, "/console/cases", as: .agent)
    #expect(page.text.contains("&lt;img src=x") && !page.text.contains("<img"))
  }

  @Test func `an empty list says where cases come from, and only those who see cases have it`() async throws {
    let stage = try await stage()
    #expect(try await stage.ask(.get, "/console/cases", as: .agent).text.contains("There are no cases yet"))
    for role in Role.allCases {
      let sees = Right.of(role).contains(.seeCases)
      for path in ["/console/cases", "/console/cases/list"] {
        #expect(try await stage.ask(.get, path, as: role).status == (sees ? 200 : 403), "\(role) \(path)")
      }
    }
  }
}
