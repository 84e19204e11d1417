import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Pages of the studio")
struct StudioPageTests {
  private func published(_ text: String = LockerDraft.text) async throws -> Stage {
    let stage = Stage()
    _ = try await stage.desk.shelf.publish([SourceText(path: "locker.md", text: text)], at: Instant(milliseconds: 0))
    return stage
  }

  @Test func `the list has drafts and what a draft may begin with, and says what to do where there is none`() async throws {
    let stage = try await published()
    let before = try await stage.ask(.get, "/console/studio", as: .author)
    #expect(before.status == 200 && before.text.contains("There is no draft yet") && before.text.contains(#"href="/console/studio/locker""#))
    #expect(before.text.contains(#"name="new""#))
    _ = try await stage.ask(.put, "/v1/drafts/other", as: .author, try LockerDraft.body())
    let after = try await stage.ask(.get, "/console/studio", as: .approver)
    #expect(after.text.contains(#"href="/console/studio/other""#) && !after.text.contains("There is no draft yet"))
    #expect(!after.text.contains(#"name="new""#), "who doesn't write begins nothing")
    let new = try await stage.ask(.get, "/console/studio?new=cold-food", as: .author)
    #expect(new.status == 303 || new.status == 302 || new.status == 307)
    #expect(new.headers[.location] == "/console/studio/cold-food")
    #expect(try await stage.ask(.get, "/console/studio?new=a%2Fb", as: .author).text.contains("role=\"alert\""))
  }

  @Test func `the editor begins with what is published, goes on with the draft, and opens on a blank sheet`() async throws {
    let stage = try await published()
    let page = try await stage.ask(.get, "/console/studio/locker", as: .author)
    #expect(page.status == 200 && page.text.contains("看一眼监控") && page.text.contains(#"data-main="locker.md""#) && page.text.contains(#"data-tag="""#))
    #expect(page.text.contains(" data-writes") && page.text.contains("data-propose") && page.text.contains(#"data-api="/v1/drafts/locker""#))
    let kept = try await stage.ask(.put, "/v1/drafts/locker", as: .author, try LockerDraft.body(LockerDraft.changed))
    let tag = try #require(kept.headers[.eTag])
    let draft = try await stage.ask(.get, "/console/studio/locker", as: .author)
    #expect(draft.text.contains("等待 20 分钟") && draft.text.contains("data-tag=\"\(tag.replacing("\"", with: "&quot;"))\""))
    let reader = try await stage.ask(.get, "/console/studio/locker", as: .publisher)
    #expect(!reader.text.contains(" data-writes") && !reader.text.contains("data-propose") && reader.text.contains(" readonly"))
    let blank = try await stage.ask(.get, "/console/studio/cold-food", as: .author)
    #expect(blank.text.contains("id: cold-food") && blank.text.contains(#"data-main="cold-food.md""#))
    #expect(try await stage.ask(.get, "/console/studio/a%2Fb", as: .author).status == 404)
  }

  @Test func `text is text, whatever somebody writes`() async throws {
    let stage = Stage()
    let hostile = "</textarea><script>alert(1)</script>\n{{title}} \u{202E} <b>"
    _ = try await stage.ask(.put, "/v1/drafts/locker", as: .author, try LockerDraft.body(hostile))
    for path in ["locker", "locker/play", "locker/trials"] {
      let page = try await stage.ask(.get, "/console/studio/\(path)", as: .author)
      #expect(page.status == 200 && !page.text.contains("<script>alert") && page.text.contains("&lt;/textarea&gt;"), "\(path)")
    }
    let files = ##"{"files":{"a.md":"# A","\"><img src=x>.md":"x"},"main":"a.md"}"##
    #expect(try await stage.ask(.put, "/v1/drafts/other", as: .author, files).status == 201)
    #expect(!(try await stage.ask(.get, "/console/studio/other", as: .author)).text.contains("<img"))
  }

  @Test func `a draft or a proposal is played and tried, in both languages`() async throws {
    let stage = try await published()
    let play = try await stage.ask(.get, "/console/studio/locker/play", as: .author)
    #expect(play.text.contains("data-play") && play.text.contains(#"data-source="locker.md""#) && play.text.contains("The draft: it runs here only"))
    let trials = try await stage.ask(.get, "/console/studio/locker/trials", as: .approver)
    #expect(trials.text.contains("data-trials") && trials.text.contains("echarts.js"))
    var chinese = try await stage.token(.author)
    chinese[.acceptLanguage] = "zh"
    #expect(try await stage.ask(.get, "/console/studio/locker/play", chinese).text.contains("草稿：只在这里走"))
    let proposed = try await stage.ask(.post, "/v1/proposals", as: .author, try LockerDraft.body(LockerDraft.changed))
    let version = try #require(Read(proposed)["version"].text)
    let other = try await stage.ask(.get, "/console/studio/locker/play?proposal=\(version)", as: .approver)
    #expect(other.text.contains("等待 20 分钟") && other.text.contains("The proposed version") && other.text.contains("/console/proposals/\(version)"))
    #expect(try await stage.ask(.get, "/console/studio/locker/play?proposal=ffff", as: .approver).status == 404)
  }

  @Test func `who sees no cases isn't offered to look for them, and what they may not is told in words`() async throws {
    let stage = try await published()
    let own = try await stage.ask(.get, "/console/studio", as: .author)
    #expect(own.text.contains("data-palette-input") && !own.text.contains("data-searches") && !own.text.contains(#"action="/console/cases""#))
    let work = try await stage.ask(.get, "/console/work", as: .agent)
    #expect(work.text.contains("data-searches") && work.text.contains("data-palette-search data-search-words=\"Search cases: {text}\""))
    #expect(own.text.contains(" data-playbooks ") && !own.text.contains("data-palette-search"))
    #expect(try await !stage.ask(.get, "/console/accounts", as: .administrator).text.contains(" data-playbooks "), "who sees no playbooks")
    var chinese = try await stage.token(.author)
    chinese[.acceptLanguage] = "zh"
    let refused = try await stage.ask(.get, "/console/cases", chinese)
    #expect(refused.status == 403 && refused.text.contains("角色“流程编写”没有这个权限（cases:see）"), "\(refused.text)")
  }

  @Test func `only who writes, approves and publishes comes in`() async throws {
    let stage = try await published()
    for role in Role.allCases {
      let may = [.author, .approver, .publisher].contains(role)
      for path in ["studio", "studio/locker", "studio/locker/play", "studio/locker/trials", "proposals"] {
        #expect(try await stage.ask(.get, "/console/\(path)", as: role).status == (may ? 200 : 403), "\(role) \(path)")
      }
    }
  }
}
