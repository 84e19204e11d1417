import Mustache

/// A line of the timeline, as `parts/timeline-line` draws it.
///
/// There are hundreds on a page, and the library finds names by reflection in one enclosing thing after another: a line says itself what it has, and says no
/// rather than nothing.
struct TimelineLine: MustacheParent {
  /// When, on the reader's clock.
  struct Moment {
    let day: String
    /// `14:05`.
    let clock: String
    let iso: String
    let full: String
  }

  /// Something that was said: a bubble.
  struct Message {
    enum Side: String { case left, right, note }

    let side: Side
    let who: String
    /// Whom it went to; nil for a note and for what a party said.
    let whom: String?
    let channel: String?
  }

  /// The sentence that asked for it, as it stood in the version that the event happened under.
  struct Asked {
    let text: String
    /// `vocabulary.md:12`.
    let place: String
    let version: String
    let step: String
  }

  let words: ConsoleWords
  let sequence: Int
  let kind: TimelineKind
  let moment: Moment
  let text: String
  var message: Message?
  /// What a decision stood on.
  var why: [String] = []
  var asked: Asked?
  /// The piece of evidence that it tells of, by its id.
  var evidence: String?
  var tone: String?
  var isHeadline = false
  var isDetail = false

  /// The classes of its element.
  var look: String {
    var classes = ["line", "is-\(kind.rawValue)"]
    if let message { classes.append("said-\(message.side.rawValue)") }
    if isHeadline { classes.append("headline") }
    if isDetail { classes.append("detail") }
    if let tone { classes.append(tone) }
    return classes.joined(separator: " ")
  }

  func child(named name: String) -> Any? {
    switch name {
    case "t": return words
    case "sequence": return sequence
    case "look": return look
    case "icon": return kind.icon
    case "kind": return kind.name(words)
    case "clock": return moment.clock
    case "iso": return moment.iso
    case "full": return moment.full
    case "text": return text
    case "isMessage": return message != nil
    case "isNote": return message?.side == .note
    case "who": return message?.who ?? ""
    case "isToSomebody": return message?.whom != nil
    case "whom": return message?.whom ?? ""
    case "hasChannel": return message?.channel != nil
    case "channel": return message?.channel ?? ""
    case "hasWhy": return !why.isEmpty
    case "why": return why
    case "hasSentence": return asked != nil
    case "sentence": return asked?.text ?? ""
    case "place": return asked?.place ?? ""
    case "version": return asked?.version ?? ""
    case "step": return asked?.step ?? ""
    case "isFile": return evidence != nil
    case "evidence": return evidence ?? ""
    default: return nil
    }
  }
}
