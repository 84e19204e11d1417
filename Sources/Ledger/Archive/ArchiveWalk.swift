import Casework

/// Goes through the cases of an archive with their turns, in order.
final class ArchiveWalk {
  private let cases: ArchiveLines
  private let turns: ArchiveLines

  init(_ folder: String) throws(ArchiveError) {
    cases = try ArchiveLines(ArchiveFile.cases.rawValue, in: folder)
    turns = try ArchiveLines(ArchiveFile.turns.rawValue, in: folder)
  }

  /// - Returns: nil behind the last case.
  /// - Throws: `ArchiveError.fault` for a line that isn't what it should be, and for a case whose turns aren't those that its line says.
  func next() throws(ArchiveError) -> (entry: ArchivedCaseEntry, turns: [PlacedTurn])? {
    guard let text = try cases.next() else {
      if try turns.next() != nil { throw turns.wrongCase("there is no case for it in \(ArchiveFile.cases.rawValue)") }
      return nil
    }
    let entry: ArchivedCaseEntry = try cases.value(text)
    guard entry.turns > 0 else { throw cases.wrongCase("\(entry.case) has no turns") }
    var found: [PlacedTurn] = []
    for _ in 0..<entry.turns {
      guard let line = try turns.next() else { throw cases.wrongCase("\(entry.case) has \(entry.turns) turns, and \(found.count) are there") }
      let placed: PlacedTurn
      do throws(ArchiveTurnLine.Wrong) { placed = try ArchiveTurnLine.placedTurn(line) } catch { throw turns.wrong(error.words) }
      guard placed.turn.caseID == entry.id else { throw turns.wrongCase("a turn of \(entry.case) should stand here, and one of \(placed.turn.caseID) does") }
      if let last = found.last, last.position >= placed.position { throw turns.wrongCase("the turns of \(entry.case) aren't in order") }
      found.append(placed)
    }
    return (entry, found)
  }

  /// What is wrong with the case that was read last.
  func wrong(_ words: String) -> ArchiveError { cases.wrongCase(words) }
}

extension ArchivedCaseEntry {
  var id: CaseID { CaseID(self.case) }
}
