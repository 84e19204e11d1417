import Casework
import Desk
import Evidence
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// What is kept of a person: handed out, or erased, because they ask for it. Either stands in the audit.
struct Persons: Sendable {
  static let longestName = 200

  let cases: PersonCases
  let audit: any AuditLedger
  let search: SearchIndexer
  let evidence: EvidenceIntake
  let clock: @Sendable () -> Instant

  private struct Erased: Encodable {
    let person: String
    let cases: [String]
    /// Files of evidence that were removed.
    let filesRemoved: Int
    /// Those that are to be removed by asking again: they were added less than a day before, or somebody was adding files.
    let filesLeft: Int
  }

  /// All their cases with their facts, messages, promises, money and evidence: unmasked. First it stands in the audit, then it is told.
  func export(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    try Query.isEmpty(request)
    let person = try Self.person(visit)
    let export: PersonExport?
    do throws(DeskError) { export = try await cases.export(person, language: visit.language) } catch { throw Problem(error, nil) }
    guard let export else { throw Self.nobody }
    let note = AuditNote(at: clock(), who: caller.id, what: .exported, about: "person:\(person)", detail: "\(export.cases.count) cases")
    _ = try await Problem.telling { try await audit.appendAudit([note]) }
    return try JSONBody.answer(export)
  }

  /// `{"reason":"…"}`: destroys what is kept of them, once all their cases are closed. Asking again does what was left to do, and no harm.
  func erase(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    // Erasing twice is erasing once: the key need not be remembered, but one that can't be is told.
    _ = try IdempotencyKey.signal(request, caller)
    let object = try await JSONObject(request, visit)
    let reason = object.reason(for: "删")
    try object.end()
    let person = try Self.person(visit)
    let beginning = clock()
    let outcome: PersonCases.Erased
    do throws(DeskError) { outcome = try await cases.erase(person, reason: reason, by: caller.id, search: search) } catch { throw Problem(error, nil) }
    switch outcome {
    case .nobody: throw Self.nobody
    case .open(let ids): throw Self.stillOpen(ids)
    case .done(let ids, let files):
      let digests = Set(files.compactMap { ContentDigest($0) })
      let left: Set<ContentDigest>
      do throws(EvidenceError) { left = try await evidence.remove(digests, at: beginning) } catch { throw Problem(error) }
      return try JSONBody.answer(
        Erased(person: person.text, cases: ids.map(\.text), filesRemoved: digests.count - left.count, filesLeft: left.count))
    }
  }

  private static let nobody = Problem(kind: .notFound, detail: .init("没有关于这个人的记录。", "Nothing is known of this person."))

  private static func stillOpen(_ ids: [CaseID]) -> Problem {
    Problem(
      kind: .conflict,
      detail: .init("还有 \(ids.count) 张工单没关，关了才能删。", "\(ids.count) cases are still open: they have to be closed first."),
      faults: ids.map { .init(place: "/cases/\($0)", words: .init("没有关", "is open")) })
  }

  /// - Throws: `Problem` for what can't be anybody's name.
  private static func person(_ visit: Visit) throws(Problem) -> PersonID {
    let name = visit.name("person")
    guard !name.isEmpty, name.unicodeScalars.count <= longestName, !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
      throw nobody
    }
    return PersonID(name)
  }
}
