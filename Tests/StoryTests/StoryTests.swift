import Casework
import Desk
import Foundation
import Ledger
import LedgerSQLite
import Playbook
import Testing

@Suite("Shipped playbooks")
struct StoryTests {
  @Test("the packs of the seeds are there and have stories")
  func thereAreStories() {
    for name in [
      "food-delivery/merchant-cannot-reach-customer", "food-delivery/overdue-order", "food-delivery/takeaway-service", "channel-shop/refund-after-shipping",
      "grocery/invoice",
    ] {
      #expect(ShippedPlaybooks.withStories.contains { $0.hasSuffix("/\(name).md") }, "\(name)")
    }
    #expect(ShippedPlaybooks.stories.count >= 16)
  }

  @Test("no shipped playbook has an error or a warning", arguments: ShippedPlaybooks.paths)
  func isClean(path: String) throws {
    let compilation = try ShippedPlaybooks.files(path).compilation
    #expect(compilation.diagnostics.filter { $0.level != .note }.map { "\($0.file):\($0.place.line) \($0.check) \($0.text)" } == [])
  }

  @Test("every story holds through a desk on SQLite, with the same events as through the bare engine", arguments: ShippedPlaybooks.withStories)
  func holdsThroughDesk(path: String) async throws {
    let files = try ShippedPlaybooks.files(path)
    let plan = files.compilation.plan
    for story in plan.stories {
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gendan-story-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      let stage = try await DeskStage(files, ledger: SQLiteLedger(path: folder.appendingPathComponent("ledger.sqlite").path))
      let (play, opened) = try await stage.play(story)
      #expect(play.failures.map(words) == [], "\(story.title)")
      let caseID = try #require(opened, "\(story.title) opens no case")
      let stored = try await stage.storedEvents(of: caseID)
      #expect(stored == StoryRun(story, plan: plan, caseID: caseID).events, "\(story.title): the stored events differ from the bare engine's")
    }
  }

  @Test("together the stories take every alternative", arguments: ["food-delivery", "channel-shop", "grocery"])
  func takeEveryBranch(pack: String) throws {
    let documents = try ShippedPlaybooks.paths.filter { $0.contains("/\(pack)/") }.map { try ShippedPlaybooks.files($0).compilation.plan }
    var taken: Set<Branch.ID> = []
    for plan in documents { for story in plan.stories { taken.formUnion(StoryRun(story, plan: plan).branches) } }
    let branches = documents.flatMap(\.procedures).flatMap(\.steps).flatMap(\.branches)
    let untaken = branches.filter { !taken.contains($0.id) }.map { "\($0.sentence.file):\($0.sentence.place.line) \($0.sentence.text)" }
    #expect(Set(untaken) == [])
  }

  @Test("together the stories take every table row that tells something", arguments: ["food-delivery", "channel-shop", "grocery"])
  func takeEveryRow(pack: String) throws {
    let documents = try ShippedPlaybooks.paths.filter { $0.contains("/\(pack)/") }.map { try ShippedPlaybooks.files($0).compilation.plan }
    var taken: Set<String> = []
    var telling: [String: String] = [:]
    for plan in documents {
      for table in plan.tables {
        for row in table.rows where row.outputs.contains(where: { $0 != nil }) {
          telling["\(table.id) \(row.number)"] = "\(row.sentence.file):\(row.sentence.place.line)"
        }
      }
      for story in plan.stories {
        for case .factLearned(let learned) in StoryRun(story, plan: plan).events.map(\.kind) {
          guard let reference = RowReference(source: learned.source) else { continue }
          taken.formUnion(reference.rows.map { "\(reference.table) \($0)" })
        }
      }
    }
    #expect(telling.filter { !taken.contains($0.key) }.map { "\($0.value) \($0.key)" }.sorted() == [])
  }

  @Test("the tutorial's documents do what it says")
  func tutorial() throws {
    let folder = ShippedPlaybooks.root.appendingPathComponent("docs/tutorial")
    let start = try PlaybookFiles(at: folder.appendingPathComponent("start.md").path).compilation
    #expect(!start.hasErrors && !start.diagnostics.isEmpty)
    let final = try PlaybookFiles(at: folder.appendingPathComponent("final.md").path).compilation
    #expect(final.diagnostics.filter { $0.level != .note }.map(\.text) == [])
    #expect(final.coverage[0].manual.isEmpty)
    let runs = final.plan.stories.map { StoryRun($0, plan: final.plan) }
    #expect(!runs.isEmpty && runs.flatMap(\.failures).map(words) == [])
    let coverage = StoryCoverage(of: runs, plan: final.plan)
    #expect(coverage.untakenBranches.isEmpty && coverage.untakenRows.isEmpty)
  }

  private func words(_ failure: StoryPlay.Failure) -> String {
    "line \(failure.place.line): expected \(failure.expected), seen \(failure.seen)"
  }
}
