import Mustache

/// A sentence of the document, marked by what happened at it, with those that hang below it.
///
/// There are hundreds of them on a page, and the template looks each name up in all that stands around it: a table of names is quicker than reflection, and answers to
/// every name of its own, so that none is found further out.
struct DocumentSentence: MustacheParent {
  /// How it stands.
  enum Mark: String {
    case done, here
    /// It runs the procedure in which the case stands.
    case within
    case passed, ahead
  }

  /// What it is in the outline.
  enum Kind: String { case step, alternative, note, saying }

  let anchor: String
  /// `file:line`
  let place: String
  let text: String
  let kind: Kind
  let mark: Mark
  /// The mark in words, for those who don't see it.
  let markWords: String
  /// How often and when last, for sentences that were walked more than once.
  let often: String
  /// When it was walked last: of a day, as short as can be. Empty for none.
  let time: String
  let iso: String
  var children: [DocumentSentence] = []
  /// What is to be done at it; one or none.
  var standing: [StandingView] = []
  /// What somebody said that it was decided by.
  var answers: [GivenAnswer] = []

  /// What was passed over is folded away with what hangs below it.
  private var isFolded: Bool { mark == .passed && !children.isEmpty }

  func child(named name: String) -> Any? {
    switch name {
    case "anchor": anchor
    case "place": place
    case "text": text
    case "kind": kind.rawValue
    case "mark": mark.rawValue
    case "sign": sign
    case "markWords": markWords
    case "often": often
    case "isRepeated": !often.isEmpty
    case "time": time
    case "iso": iso
    case "isTimed": !time.isEmpty
    case "isHere": mark == .here
    case "isFolded": isFolded
    case "hasChildren": !children.isEmpty
    case "children": children
    case "standing": standing
    case "answers": answers
    default: nil
    }
  }

  private var sign: String {
    switch mark {
    case .done: "✓"
    case .here: "▶"
    case .within: "▷"
    case .passed, .ahead: ""
    }
  }
}
