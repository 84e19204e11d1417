import Casework
import Desk
import Playbook

/// Where people write into a case and add files to it: `parts/case-composer`.
struct CaseComposerView {
  private static let mostReadyInSight = 3

  /// Somebody that may be written to, or who said something.
  struct Choice {
    let value: String
    let name: String
    var isChosen = false
    /// The channel that it goes by as long as nobody chooses one, and what that is called.
    var usual = ""
    var usualLabel = ""
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
  /// Of whoever is chosen as long as nobody chooses.
  let firstChannel: String
  let firstChannelLabel: String
  let channels: [Choice]
  let ready: [ReadyWords]
  /// Those that stand beside the text, one click away.
  let readyFirst: [ReadyWords]
  let hasReady: Bool
  let readyLabel: String
  let longestText: Int

  init(_ file: CaseFile, rights: Set<Right>, language: Language) {
    let (state, words) = (file.state, ConsoleWords.of(language))
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
    func choice(_ party: Party, _ channel: ChannelName) -> Choice {
      Choice(
        value: party.id, name: party.name, isChosen: party.id == first, usual: channel.rawValue,
        usualLabel: words.text("composer-channel-usual", ["channel": channel.name(in: language)]))
    }
    /// As the API does where nobody says. Events are numbered without gaps.
    func addressee(_ party: Party) -> Choice {
      let last = state.lastWord[party.id].flatMap { file.events.prefix($0).lastHeard(party.id) }
      return choice(party, state.writingChannel(to: party, heardLast: last))
    }
    let others = all.filter { !known.contains($0.id) }
    let own = all.filter { known.contains($0.id) }
    parties = own.map(addressee)
    otherParties = others.map(addressee)
    hasOthers = !others.isEmpty
    speakers = (own + others).map { choice($0, $0.channel ?? state.channel) }
    let begins = canWrite ? (parties + otherParties).first(where: \.isChosen) : speakers.first
    firstChannel = begins?.usual ?? ""
    firstChannelLabel = begins?.usualLabel ?? words.text("composer-channel-none")
    channels = ChannelName.allCases.map { Choice(value: $0.rawValue, name: $0.name(in: language)) }
    ready = canWrite ? ReadyWords.all(for: file) : []
    readyFirst = Array(ready.prefix(Self.mostReadyInSight))
    hasReady = !ready.isEmpty
    readyLabel = words.text("composer-ready", ["count": String(ready.count)])
  }
}
