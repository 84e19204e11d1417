import Casework
import Desk
import Foundation
import Ledger
import LedgerSQLite
import Playbook
import Testing

@Suite("Shipped playbooks")
struct StoryTests {
  @Test("the pack of seed 000 is there and has stories")
  func thereAreStories() {
    #expect(ShippedPlaybooks.paths.contains { $0.hasSuffix("merchant-cannot-reach-customer.md") })
    #expect(ShippedPlaybooks.stories.count >= 16)
  }

  @Test("no shipped playbook has a finding", arguments: ShippedPlaybooks.paths)
  func isClean(path: String) throws {
    let compilation = try ShippedPlaybooks.files(path).compilation
    #expect(compilation.diagnostics.map { "\($0.file):\($0.place.line) \($0.check) \($0.text)" } == [])
  }

  @Test("every story holds through the bare engine", arguments: ShippedPlaybooks.stories)
  func holdsThroughEngine(of one: ShippedPlaybooks.StoryCase) {
    let run = StoryRun(one.story, plan: one.files.compilation.plan)
    #expect(run.failures.map(words) == [])
    #expect(!run.events.isEmpty)
  }

  @Test("every story holds through a desk on SQLite, with the same events as through the bare engine", arguments: ShippedPlaybooks.stories)
  func holdsThroughDesk(of one: ShippedPlaybooks.StoryCase) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gendan-story-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let stage = try await DeskStage(one, ledger: SQLiteLedger(path: folder.appendingPathComponent("ledger.sqlite").path))
    let play = try await stage.play()
    #expect(play.failures.map(words) == [])
    let stored = try await stage.storedEvents()
    let bare = StoryRun(one.story, plan: one.files.compilation.plan).events
    #expect(stored == bare.map { Event(sequence: $0.sequence, at: $0.at, step: $0.step, kind: stage.renamed($0.kind)) })
  }

  @Test("together the stories take every alternative", arguments: ["food-delivery"])
  func takeEveryBranch(pack: String) throws {
    let main = ShippedPlaybooks.stories.filter { $0.story.file.contains("/\(pack)/") }
    var taken: Set<Branch.ID> = []
    for one in main { taken.formUnion(StoryRun(one.story, plan: one.files.compilation.plan).branches) }
    let documents = try ShippedPlaybooks.paths.filter { $0.contains("/\(pack)/") }.map { try ShippedPlaybooks.files($0).compilation.plan }
    let branches = documents.flatMap(\.procedures).flatMap(\.steps).flatMap(\.branches)
    let untaken = branches.filter { !taken.contains($0.id) }.map { "\($0.sentence.file):\($0.sentence.place.line) \($0.sentence.text)" }
    #expect(Set(untaken) == [])
  }

  private func words(_ failure: StoryPlay.Failure) -> String {
    "line \(failure.place.line): expected \(failure.expected), seen \(failure.seen)"
  }
}
