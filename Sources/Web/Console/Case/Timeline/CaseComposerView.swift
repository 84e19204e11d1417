import Casework
import Desk
import Playbook

/// Where people write into a case and add files to it: `parts/case-composer`.
struct CaseComposerView {
  /// Somebody that may be written to, or who said something.
  struct Choice {
    let value: String
    let name: String
    let isChosen: Bool
  }

  /// False for whoever may neither write nor add files.
  let isShown: Bool
  /// A closed case takes nothing any more.
  let isClosed: Bool
  let canWrite: Bool
  let canTell: Bool
  let canAttach: Bool
  /// The case in the API.
  let path: String
  /// What is typed is kept under this name.
  let draft: String
  /// Whom it goes to as long as nobody chooses; empty for a note.
  let firstParty: String
  /// Whether it is a note as long as nobody chooses.
  let isNoteFirst: Bool
  /// Parties of the case, and the others that the playbook knows.
  let parties: [Choice]
  let otherParties: [Choice]
  let hasOthers: Bool
  let speakers: [Choice]
  let channels: [Choice]
  let ready: [ReadyWords]
  let readyLabel: String
  let longestText: Int

  init(_ file: CaseFile, rights: Set<Right>, language: Language) {
    let state = file.state
    isClosed = state.phase == .closed
    canWrite = rights.contains(.workCases)
    canTell = rights.contains(.tellCases)
    canAttach = rights.contains(.addEvidence)
    isShown = !rights.isDisjoint(with: [.workCases, .tellCases, .addEvidence])
    path = CaseLinks(state.id).api
    draft = "case-\(state.id)"
    longestText = CaseMessage.longestText

    let known = Set(state.persons.keys).union(state.lastWord.keys)
    let all = file.plan.vocabulary.parties
    // Whoever spoke last is answered.
    let last = state.lastWord.filter { file.plan.party($0.key) != nil }.max { $0.value < $1.value }?.key
    let first = canWrite ? (last ?? all.first { known.contains($0.id) }?.id) : nil
    firstParty = first ?? ""
    isNoteFirst = rights.contains(.workCases) && first == nil
    func choice(_ party: Party) -> Choice { Choice(value: party.id, name: party.name, isChosen: party.id == first) }
    let others = all.filter { !known.contains($0.id) }
    parties = all.filter { known.contains($0.id) }.map(choice)
    otherParties = others.map(choice)
    hasOthers = !others.isEmpty
    speakers = parties + otherParties
    channels = ChannelName.allCases.map { Choice(value: $0.rawValue, name: $0.name(in: language), isChosen: false) }
    ready = canWrite ? ReadyWords.all(for: file) : []
    readyLabel = ConsoleWords.of(language).text("composer-ready", ["count": String(ready.count)])
  }
}
