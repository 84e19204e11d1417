import Casework
import Desk
import Playbook

/// What somebody writes into a case, as a request says it: `{"from": PARTY, …}`, `{"to": PARTY, …}`, or a note with neither.
struct MessageReading {
  let state: Case
  let words: SignalWords

  init(_ state: Case, _ words: SignalWords) {
    self.state = state
    self.words = words
  }

  /// - Returns: the message, and the right it takes to write it.
  func read(_ object: JSONObject) throws(Problem) -> (CaseMessage, Right) {
    let text = object.text("text", longest: CaseMessage.longestText)
    let (from, to) = (party("from", object), party("to", object))
    var channel: ChannelName?
    if let name = object.optionalText("channel") {
      do throws(SignalFault) { channel = try words.channel(name) } catch { object.note("channel", .init(error)) }
    }
    if from != nil, to != nil { object.note("to", .init("from 和 to 只能写一个", "write from or to, not both")) }
    if from == nil, to == nil, channel != nil { object.note("channel", .init("备注没有渠道", "a note has no channel")) }
    try object.end()
    if let from { return (.from(from.id, on: channel ?? from.channel ?? state.channel, text), .tellCases) }
    if let to { return (.to(to.id, on: channel ?? to.channel ?? state.channel, text), .workCases) }
    return (.note(text), .workCases)
  }

  private func party(_ name: String, _ object: JSONObject) -> Party? {
    guard let word = object.optionalText(name) else { return nil }
    do throws(SignalFault) { return try words.party(word) } catch {
      object.note(name, .init(error))
      return nil
    }
  }
}
