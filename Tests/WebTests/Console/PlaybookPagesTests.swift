import Desk
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("The pages that read playbooks")
struct PlaybookPagesTests {
  private static let tabs = ["", "/graph", "/versions", "/messages", "/vocabulary", "/rules", "/stories", "/heat"]
  private let path = "/console/playbooks/merchant-cannot-reach-customer"

  @Test func `the list says what stands on the shelf, and teaches where there is nothing`() async throws {
    let empty = try await Stage().ask(.get, "/console/playbooks", as: .agent)
    #expect(empty.status == 200 && empty.text.contains("No playbook is published yet"))
    let stage = try await Stage.with("food-delivery/merchant-cannot-reach-customer.md")
    let list = try await stage.ask(.get, "/console/playbooks", as: .agent)
    #expect(list.text.contains("商家联系不上用户") && list.text.contains("商家客服") && list.text.contains("sentences"), "\(list.text)")
    #expect(list.text.contains("href=\"\(path)\"") && !list.text.contains("/console/studio/"), "an agent writes none")
    let author = try await stage.ask(.get, "/console/playbooks", as: .author)
    #expect(author.text.contains("href=\"/console/studio/merchant-cannot-reach-customer\""))
    #expect(try await stage.ask(.get, "/console/playbooks?x=1", as: .agent).status == 400)
  }

  @Test(arguments: tabs) func `every page of a shipped playbook is there, in both languages, for those who see playbooks`(tab: String) async throws {
    let stage = try await Stage.with("food-delivery/merchant-cannot-reach-customer.md")
    let english = try await stage.ask(.get, path + tab, as: .quality)
    #expect(english.status == 200 && english.text.contains("<h1>商家联系不上用户</h1>"), "\(english.text.prefix(400))")
    #expect(!english.text.contains("playbooks-"), "a key without words: \(english.text)")
    var headers = try await stage.token(.agent)
    headers[.acceptLanguage] = "zh-CN"
    let chinese = try await stage.ask(.get, path + tab, headers)
    #expect(chinese.status == 200 && chinese.text.contains("大纲") && !english.text.contains("大纲"))
    #expect(try await stage.ask(.get, path + tab, as: .administrator).status == 403)
    #expect(try await stage.ask(.get, "/console/playbooks/none\(tab)", as: .agent).status == 404)
    #expect(try await stage.ask(.get, "\(path)\(tab)?other=1", as: .agent).status == 400)
  }

  @Test func `the outline says what each sentence is and what the desk does there`() async throws {
    let stage = try await Stage.with("food-delivery/merchant-cannot-reach-customer.md")
    let page = try await stage.ask(.get, path, as: .author)
    #expect(page.text.contains("核实 联系原因") && page.text.contains("kind-decide") && page.text.contains("kind-contact"))
    #expect(page.text.contains("2 attempts each, 3 min apart"), "\(page.text)")
    #expect(page.text.contains("Forbidden from here on") && page.text.contains("href=\"/console/studio/merchant-cannot-reach-customer\""))
    let graph = try await stage.ask(.get, path + "/graph", as: .author)
    #expect(graph.text.contains("class=\"fork\"") && graph.text.contains("class=\"chain\"") && graph.text.contains("核实 联系原因"))
    #expect(
      graph.text.contains("<svg class=\"flow-picture\"") && graph.text.contains("class=\"flow-box kind-decide\" id=\"g-")
        && graph.text.contains("href=\"\(path)#s-"))
    #expect(!graph.text.contains("style=\"") && graph.text.contains("<option value=\"1\" selected>"))
    let second = try await stage.ask(.get, path + "/graph?procedure=2", as: .author)
    #expect(second.text.contains("Graph of “判定业务阶段”") && second.text.contains("<option value=\"2\" selected>"))
    #expect(try await stage.ask(.get, path + "/graph?procedure=99", as: .author).status == 400)
  }

  @Test func `wordings, vocabulary and rules are those of the document`() async throws {
    let stage = try await Stage.with("food-delivery/takeaway-service.md")
    let path = "/console/playbooks/takeaway-service"
    let messages = try await stage.ask(.get, path + "/messages", as: .quality)
    #expect(messages.text.contains("首次自动回复") && messages.text.contains("characters at most"))
    #expect(!messages.text.contains("/console/studio/"), "who only reads isn't sent to write")
    let writing = try await stage.ask(.get, path + "/messages", as: .author)
    #expect(writing.text.contains("href=\"/console/studio/takeaway-service?message="), "\(writing.text)")
    let vocabulary = try await stage.ask(.get, path + "/vocabulary", as: .quality)
    #expect(vocabulary.text.contains("Facts") && vocabulary.text.contains("personal") && vocabulary.text.contains("赔付许可"))
    let rules = try await stage.ask(.get, path + "/rules", as: .quality)
    #expect(rules.text.contains("【办理退款】前：赔付许可=可以赔付"), "its invariants")
    for heading in ["Deadlines", "Key figures", "Decision tables", "Intake form"] { #expect(rules.text.contains(">\(heading)</h2>"), "\(heading)") }
    #expect(rules.text.contains("<th scope=\"col\">时长</th>"), "under the headings that the document gives")
  }

  @Test func `stories are played where they are read`() async throws {
    let stage = try await Stage.with("food-delivery/merchant-talk.md")
    let page = try await stage.ask(.get, "/console/playbooks/merchant-talk/stories", as: .quality)
    #expect(page.text.contains("T-14 食品投诉率过高，约谈商家，按时谈完") && page.text.contains("2 stories, 0 failed."), "\(page.text)")
    #expect(page.text.contains(">passes</span>") && !page.text.contains(">fails</span>"))
  }

  @Test func `versions say who brought them, and what they changed`() async throws {
    let stage = Stage()
    let before = SourceText(path: "late-meal.md", text: lateMeal)
    let after = SourceText(path: "late-meal.md", text: lateMeal.replacing("Look where the meal is", with: "Look where the meal is now"))
    let first = try await stage.desk.shelf.publish([before], at: Instant(milliseconds: 0)).plan
    let second = try await stage.desk.shelf.publish([after], at: Instant(milliseconds: 1_000)).plan
    await stage.ledger.putProposal(
      Proposal(
        version: second.version, playbook: "late-meal", title: "A meal is late", planDigest: second.makeDigest(), author: "Ann<b>",
        at: Instant(milliseconds: 500), sources: [after]))
    await stage.ledger.putApproval(Approval(version: second.version, planDigest: second.makeDigest(), approver: "Bo", at: Instant(milliseconds: 600)))
    let versions = try await stage.ask(.get, "/console/playbooks/late-meal/versions", as: .approver)
    #expect(versions.text.contains("Ann&lt;b&gt;") && !versions.text.contains("Ann<b>") && versions.text.contains("Bo"))
    let diff = "/console/playbooks/late-meal/diff?from=\(first.version)&to=\(second.version)"
    #expect(versions.text.contains(diff.replacing("&", with: "&amp;")), "\(versions.text)")
    let compared = try await stage.ask(.get, diff, as: .approver)
    #expect(compared.status == 200 && compared.text.contains("<ins> now</ins>") && !compared.text.contains("Given to the rider"), "\(compared.text)")
    #expect(try await stage.ask(.get, diff + "&all=true", as: .approver).text.contains("Given to the rider"))
    let old = try await stage.ask(.get, "/console/playbooks/late-meal?version=\(first.version)", as: .approver)
    #expect(old.status == 200 && old.text.contains("older version") && !old.text.contains("is now"))
    for query in ["", "?from=\(first.version)&all=perhaps"] {
      #expect(try await stage.ask(.get, "/console/playbooks/late-meal/diff\(query)", as: .approver).status == 400, "\(query)")
    }
    for query in ["?from=none", "?from=\(first.version)&to=none"] {
      #expect(try await stage.ask(.get, "/console/playbooks/late-meal/diff\(query)", as: .approver).status == 404, "\(query)")
    }
    #expect(try await stage.ask(.get, "/console/playbooks/late-meal?version=none", as: .approver).status == 404)
    #expect(try await stage.ask(.get, "/console/playbooks/late-meal?version=\(String(repeating: "a", count: 300))", as: .approver).status == 400)
  }

  @Test func `the heat is that of the newest cases, whatever version they ran under`() async throws {
    let stage = Stage()
    let before = SourceText(path: "late-meal.md", text: lateMeal)
    let after = SourceText(path: "late-meal.md", text: lateMeal.replacing("Look where the meal is", with: "Look where the meal is now"))
    _ = try await stage.desk.shelf.publish([before], at: Instant(milliseconds: 0))
    let empty = try await stage.ask(.get, "/console/playbooks/late-meal/heat", as: .supervisor)
    #expect(empty.status == 200 && empty.text.contains("There are no cases yet"))
    for number in 1...2 {
      let opened = try await stage.ask(.post, "/v1/cases", as: .integration, #"{"playbook":"late-meal","subject":"A-\#(number)"}"#)
      #expect(opened.status == 201, "\(opened.text)")
    }
    #expect(try await stage.ask(.post, "/v1/cases/C-000001/signals", as: .agent, #"{"choice":"Given to the rider"}"#).status == 200)
    _ = try await stage.desk.shelf.publish([after], at: Instant(milliseconds: 1_000))
    let page = try await stage.ask(.get, "/console/playbooks/late-meal/heat?cases=200", as: .supervisor)
    #expect(page.text.contains("Counted over the newest 2 cases"), "\(page.text)")
    #expect(page.text.contains("2 times; the most used sentence 2") && page.text.contains("tenth-10") && page.text.contains("tenth-5"))
    #expect(try await stage.ask(.get, "/console/playbooks/late-meal/heat?cases=100000", as: .supervisor).status == 400)
  }

  @Test func `what a document says is text, whatever it says`() async throws {
    let stage = Stage()
    let hostile = lateMeal.replacing("Look where the meal is", with: "Look <script>alert(1)</script> \"><img src=x>").replacing(
      "# A meal is late", with: "# <b>Late</b> & {{t.title}}")
    _ = try await stage.desk.shelf.publish([SourceText(path: "late-meal.md", text: hostile)], at: Instant(milliseconds: 0))
    for tab in Self.tabs {
      let page = try await stage.ask(.get, "/console/playbooks/late-meal\(tab)", as: .agent)
      #expect(page.status == 200 && !page.text.contains("<script>alert") && !page.text.contains("<img src=x") && !page.text.contains("<b>Late"), "\(tab)")
    }
  }
}
