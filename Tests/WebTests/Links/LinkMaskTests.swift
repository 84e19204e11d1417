import Casework
import Desk
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Links for parties that were written into a case")
struct LinkMaskTests {
  /// Writes a link to the customer, and once more as a note. - Returns: the link's path, and what only its token has.
  private func written(on stage: Stage) async throws -> (path: String, secret: String) {
    let path = try await PartyVisitor.link(stage)
    let secret = try #require(path.split(separator: ".").last.map(String.init))
    try #require(secret.count > 20)
    for body in [#"{"to":"customer","text":"请打开 https://desk.example\#(path) 补充材料"}"#, #"{"text":"发过了：\#(path)。"}"#] {
      let answer = try await stage.ask(.post, "/v1/cases/C-000001/messages", as: .agent, body)
      #expect(answer.status == 200 && !answer.text.contains(secret), "\(answer.text)")
    }
    return (path, secret)
  }

  @Test("S-10 nobody is shown one, in the API or on a page", arguments: [Role.agent, .supervisor, .quality, .integration])
  func shown(role: Role) async throws {
    let stage = try await PartyVisitor.negotiations()
    let secret = try await written(on: stage).secret
    for view in ["", "/timeline?weight=detail", "/messages", "/events"] {
      let answer = try await stage.ask(.get, "/v1/cases/C-000001\(view)", as: role)
      #expect(answer.status == 200 && !answer.text.contains(secret), "\(view): \(answer.text)")
    }
    for view in ["/timeline?weight=detail", "/messages"] {
      let answer = try await stage.ask(.get, "/v1/cases/C-000001\(view)", as: role)
      #expect(answer.text.contains("补充材料") && answer.text.contains("•••"), "\(view): \(answer.text)")
    }
    guard role != .integration else { return }
    for page in ["", "/timeline", "/aside"] {
      let answer = try await stage.ask(.get, "/console/cases/C-000001\(page)", as: role)
      #expect(answer.status == 200 && !answer.text.contains(secret), "\(page): \(answer.text)")
    }
    #expect(try await stage.ask(.get, "/console/cases/C-000001/timeline", as: role).text.contains("/p/••• 补充材料"))
  }

  @Test func `what goes out to the party is whole, and they see the rest of it on their page`() async throws {
    let stage = try await PartyVisitor.negotiations()
    let path = try await written(on: stage).path
    let events = await stage.ledger.readEvents(of: CaseID("C-000001"), after: 0)
    let sent = events.compactMap { if case .effectPlanned(let effect) = $0.kind { effect.text } else { nil } }
    #expect(sent.contains("请打开 https://desk.example\(path) 补充材料"), "\(sent)")
    let visitor = try await PartyVisitor(stage, following: path)
    let own = try await visitor.ask(.get, "/v1/own/case")
    #expect(own.status == 200 && own.text.contains("补充材料"), "\(own.text)")
  }

  @Test func `it isn't found by one, and whoever hands out what is kept of a person hands out none`() async throws {
    let stage = try await PartyVisitor.negotiations()
    let secret = try await written(on: stage).secret
    let found = try await stage.ask(.get, "/v1/cases?q=\(secret)", as: .agent)
    #expect(found.status == 200 && !found.text.contains("C-000001"), "\(found.text)")
    #expect(try await stage.ask(.get, "/v1/cases?q=desk.example", as: .agent).text.contains("C-000001"))
    let export = try await stage.ask(.get, "/v1/persons/u-1/export", as: .administrator)
    #expect(export.status == 200 && export.text.contains("补充材料") && !export.text.contains(secret), "\(export.text)")
  }
}
