import Casework
import Desk
import Evidence
import Ledger
import Logging

/// Removes, from time to time, files that no case was told of because the server went down between.
struct EvidenceSweeper: Sendable {
  let desk: Desk
  let intake: EvidenceIntake
  let logger: Logger

  private static let pause = Duration.seconds(3_600)
  private static let pageSize = 500

  /// Until it is cancelled.
  func run() async {
    while !Task.isCancelled {
      do {
        let removed = try await sweep()
        if !removed.isEmpty { logger.notice("evidence that no case names was removed", metadata: ["files": .stringConvertible(removed.count)]) }
      } catch {
        if !Task.isCancelled { logger.error("evidence couldn't be swept", metadata: ["error": "\(error)"]) }
      }
      try? await Task.sleep(for: Self.pause)
    }
  }

  /// - Returns: what was removed.
  func sweep() async throws -> Set<ContentDigest> {
    try await EvidenceSweep(intake).sweep(at: desk.clock.now()) { digests, caseID in try await named(digests, likely: CaseID(caseID)) }
  }

  /// Of these files, those that a case names. The whole record is read only for what the likely case doesn't name, which is what a crash left.
  ///
  /// What can't be read may name any of them: then none is removed.
  func named(_ digests: Set<ContentDigest>, likely caseID: CaseID) async throws -> Set<ContentDigest> {
    let likely: [Event]
    do throws(LedgerError) { likely = try await desk.ledger.readEvents(of: caseID, after: 0) } catch {
      guard case .unreadable = error else { throw error }
      return digests
    }
    var named = Self.digests(likely).intersection(digests)
    var position = 0
    while named != digests {
      try Task.checkCancellation()
      let (turns, end) = try await RecordReading.turns(after: position, limit: Self.pageSize, in: desk.ledger)
      guard end > position else { break }
      guard end == turns.last?.position else { return digests }
      position = end
      for turn in turns { named.formUnion(Self.digests(turn.events).intersection(digests)) }
    }
    return named
  }

  private static func digests(_ events: [Event]) -> Set<ContentDigest> {
    events.compactMap(AddedEvidence.init).reduce(into: []) { $0.formUnion($1.digests) }
  }
}
