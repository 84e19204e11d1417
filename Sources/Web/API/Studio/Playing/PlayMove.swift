import Playbook

/// One thing that somebody who plays a case did.
enum PlayMove: Sendable {
  /// The case opens, with the order signals that are known.
  case open(ChannelName, facts: [String: String])
  /// The choice of this place in the question's list, from 0.
  case choice(Int)
  /// The value that the question asks for, as documents write it.
  case answer(String)
  /// A fact is told that nobody asked for; by id or name.
  case fact(String, value: String)
  case event(String)
  /// Time passes; nil for the next moment that the case waits for.
  case wait(TimeAmount?)
}

/// Reads the moves of a request: a list of objects with one member each.
struct PlayMovesReading {
  /// No case that is played by hand comes near.
  static let most = 400
  private static let longestText = 2_000
  /// A year: a case that waits longer isn't played.
  private static let longestWait = TimeAmount(seconds: 31_622_400)

  func read(_ object: JSONObject) -> [PlayMove] {
    guard let value = object.value("moves") else { return [] }
    guard case .list(let values) = value, values.count <= Self.most else {
      object.note("moves", .init("应是列表，最多 \(Self.most) 步", "should be a list of \(Self.most) at most"))
      return []
    }
    return values.enumerated().compactMap { index, value in
      guard let move = object.part("moves/\(index)", value) else { return nil }
      let read = one(move)
      for unknown in move.unread { move.note(unknown, .init("不认识这一项", "isn't known")) }
      return read
    }
  }

  private func one(_ move: JSONObject) -> PlayMove? {
    if let opening = move.object("open") {
      let name = opening.optionalText("channel") ?? ChannelName.online.rawValue
      let facts = opening.texts("facts")
      for unknown in opening.unread { opening.note(unknown, .init("不认识这一项", "isn't known")) }
      guard let channel = ChannelName(label: name) else {
        opening.note("channel", .init("没有这个渠道", "there is no such channel"))
        return nil
      }
      return .open(channel, facts: facts)
    }
    if let value = move.value("choice") {
      guard case .number(let digits) = value, let number = Int(digits), number >= 0 else {
        move.note("choice", .init("应是从 0 起的整数", "should be a whole number, from 0"))
        return nil
      }
      return .choice(number)
    }
    if move.has("answer") { return .answer(move.text("answer", longest: Self.longestText)) }
    if move.has("fact") { return .fact(move.text("fact"), value: move.text("value", longest: Self.longestText)) }
    if move.has("event") { return .event(move.text("event")) }
    if move.has("wait") {
      let text = move.text("wait")
      if text == "next" { return .wait(nil) }
      guard let amount = TimeAmount(text), amount.seconds > 0, amount <= Self.longestWait else {
        move.note("wait", .init("写成 next 或 30 分钟，最多一年", "write next or 30 min, a year at most"))
        return nil
      }
      return .wait(amount)
    }
    move.note("choice", .init("应有 open、choice、answer、fact、event、wait 之一", "should have one of open, choice, answer, fact, event, wait"))
    return nil
  }
}
