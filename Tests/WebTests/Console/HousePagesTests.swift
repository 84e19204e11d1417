import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Pages of personal data and about the house")
struct HousePagesTests {
  @Test func `a person is named first, whatever they are called, then exported or erased`() async throws {
    let stage = Stage()
    let empty = try await stage.ask(.get, "/console/privacy", as: .administrator)
    #expect(empty.status == 200 && empty.text.contains("Say who it is") && !empty.text.contains("/erasure"))
    let page = try await stage.ask(.get, "/console/privacy?person=A%2F1+%22%3Cb%3E", as: .administrator)
    #expect(page.text.contains(#"data-api="/v1/persons/A%2F1%20%22%3Cb%3E/erasure""#))
    #expect(page.text.contains(#"data-download="/v1/persons/A%2F1%20%22%3Cb%3E/export""#))
    #expect(page.text.contains(#"data-must-be="A/1 &quot;&lt;b&gt;""#) && page.text.contains(#"data-file="person-A1b.json""#) && !page.text.contains("<b>"))
  }

  @Test func `how long things are kept is what the server was told`() async throws {
    var stage = Stage()
    #expect(try await stage.ask(.get, "/console/privacy", as: .administrator).text.contains("not set"))
    stage.imprint.retentionDays = [.complaint: 200, .transaction: 1_500]
    stage.settings.webhookRetentionDays = 12
    let page = try await stage.ask(.get, "/console/privacy", as: .administrator)
    for words in ["200 days", "1500 days", "12 days", "12 hours", "for good"] { #expect(page.text.contains(words), "\(words)") }
  }

  @Test func `everybody who has come in sees what house it is, and nobody else`() async throws {
    var stage = Stage()
    stage.imprint.version = "9.9.9"
    stage.imprint.tenant = "acme"
    stage.imprint.hosts = ["acme.example", "<x>"]
    let page = try await stage.ask(.get, "/console/about", as: .author)
    for words in ["9.9.9", "acme", "acme.example", "&lt;x&gt;", "starting", "answers", "Everything else", "Nothing that is due waits"] {
      #expect(page.text.contains(words), "\(words)")
    }
    let stranger = try await stage.ask(.get, "/console/about")
    #expect((300..<400).contains(stranger.status) && !stranger.text.contains("9.9.9"))
  }

  @Test func `a ledger that is silent is told`() async throws {
    var stage = Stage()
    stage.ledgerAnswers = { false }
    stage.readiness.become(.ready)
    let page = try await stage.ask(.get, "/console/about", as: .administrator)
    #expect(page.text.contains(#"<span class="tag bad">silent</span>"#) && page.text.contains(#"<span class="tag good">ready</span>"#))
    #expect(!page.text.contains("Hosts"))
  }

  @Test(arguments: [Language.chinese, .english])
  func `what is put together from stored words has words in both languages`(language: Language) {
    let words = ConsoleWords.of(language)
    let keys =
      AuditAction.allCases.map { "audit-what-\($0.rawValue)" } + StoredKind.allCases.map { "webhooks-kind-\($0.rawValue)" }
      + WebhookDelivery.State.allCases.map { "webhooks-state-\($0.rawValue)" } + WebhookEndpoint.Reason.allCases.map { "webhooks-disabled-\($0.rawValue)" }
      + RecordClass.allCases.flatMap { ["privacy-class-\($0.rawValue)", "privacy-class-\($0.rawValue)-why"] }
      + ["starting", "ready", "stopping"].map { "about-state-\($0)" }
      + ["deliveries", "answers", "codes", "sessions", "audit"].flatMap { ["privacy-\($0)", "privacy-\($0)-why"] }
      + ConsolePlace.all.map { "nav-\($0.name)" } + Role.allCases.map { "role-\($0.rawValue)" }
    #expect(keys.filter { words.text($0) == $0 } == [])
  }
}
