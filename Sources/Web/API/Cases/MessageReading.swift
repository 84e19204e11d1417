import Casework
import Desk
import Playbook

/// What somebody writes into a case, as a request says it: `{"from": PARTY, …}`, `{"to": PARTY, …}`, or a note with neither.
struct MessageReading {
  struct Written {
    let from: Party?
    let to: Party?
    /// Nil where the request doesn't say.
    let channel: ChannelName?
    let text: String

    /// The right that it takes to write it.
    var right: Right { from == nil ? .workCases : .tellCases }
  }

  let words: SignalWords

  init(_ words: SignalWords) { self.words = words }

  func read(_ object: JSONObject) throws(Problem) -> Written {
    let text = object.text("text", longest: CaseMessage.longestText)
    let (from, to) = (party("from", object), party("to", object))
    var channel: ChannelName?
    if let name = object.optionalText("channel") {
      do throws(SignalFault) { channel = try words.channel(name) } catch { object.note("channel", .init(error)) }
    }
    if from != nil, to != nil { object.note("to", .init("from 和 to 只能写一个", "write from or to, not both")) }
    if from == nil, to == nil, channel != nil { object.note("channel", .init("备注没有渠道", "a note has no channel")) }
    try object.end()
    return Written(from: from, to: to, channel: channel, text: text)
  }

  private func party(_ name: String, _ object: JSONObject) -> Party? {
    guard let word = object.optionalText(name) else { return nil }
    do throws(SignalFault) { return try words.party(word) } catch {
      object.note(name, .init(error))
      return nil
    }
  }
}
