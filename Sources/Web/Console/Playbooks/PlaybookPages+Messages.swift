import Hummingbird
import Ledger
import Playbook

/// `/console/playbooks/{playbook}/messages`: the approved wordings.
extension PlaybookPages {
  private struct Content {
    let head: PlaybookHead
    let messages: [One]
  }

  private struct One {
    struct Text {
      let channel: String
      let language: String
      let words: String
      let length: String
      let isTight: Bool
    }

    struct Use {
      let path: String
      let words: String
    }

    let name: String
    let messageID: String
    let anchor: String
    /// To its line in the studio, for whoever writes.
    let writing: [Use]
    let texts: [Text]
    let slots: [String]
    let uses: [Use]
  }

  func messages(_ request: Request, _ visit: Visit) async throws -> Response {
    let chosen = try await asked(request, visit)
    let plan = chosen.plan
    let words = ConsoleWords.of(visit.language)
    let outline = PlaybookPath.page(plan.id, version: chosen.isCurrent ? nil : plan.version)
    let isAuthor = visit.caller?.role == .author
    let steps = plan.procedures.flatMap(\.steps)
    let messages = plan.vocabulary.messages.map { message in
      var seen: Set<String> = []
      let slots = message.texts.flatMap(\.wording.facts).filter { seen.insert($0).inserted }
      return One(
        name: message.name, messageID: message.id, anchor: "m-\(PlaybookPath.encoded(message.id))",
        writing: isAuthor
          ? [One.Use(path: "\(PlaybookPath.editor(plan.id))?message=\(PlaybookPath.encoded(message.id))", words: words.text("playbooks-message-edit"))] : [],
        texts: message.texts.map { text in
          let (length, most) = (longest(text, in: plan), text.effectiveLimit?.mostCharacters)
          return One.Text(
            channel: text.channel?.name(in: visit.language) ?? words.text("playbooks-every-channel"),
            language: words.text("playbooks-language-\(text.language == .chinese ? "chinese" : "english")"), words: text.wording.plainText,
            length: most.map { words.text("playbooks-message-length-of", ["length": "\(length)", "most": "\($0)"]) }
              ?? words.text("playbooks-message-length", ["length": "\(length)"]), isTight: most.map { length > $0 } ?? false)
        },
        slots: slots.map { plan.fact($0)?.name ?? $0 },
        uses: steps.filter { $0.says(message.id, plan) }.map {
          One.Use(path: "\(outline)#\(PlaybookOutline.anchor($0.sentenceID))", words: $0.sentence.text)
        })
    }
    return try page("playbook-messages", chosen, .messages, Content(head: PlaybookHead(chosen, .messages, visit), messages: messages), request, visit)
  }

  /// In UTF-16 units, as text messages count them, with the longest words that each slot may get.
  private func longest(_ text: Message.Text, in plan: Plan) -> Int {
    text.wording.parts.reduce(0) { sum, part in
      switch part {
      case .text(let plain): sum + plain.utf16.count
      case .slot(let id): sum + (plan.fact(id)?.longestWords(in: text.language) ?? 0)
      case .unbound(let name): sum + name.utf16.count + 2
      }
    }
  }
}

extension Step {
  /// Whether the wording is spoken, sent or offered at the step.
  fileprivate func says(_ message: Message.ID, _ plan: Plan) -> Bool {
    if sayings.contains(where: { $0.message == message }) { return true }
    switch kind {
    case .say(let saying): return saying.message == message
    case .act(let call): return plan.action(call.action)?.message == message
    default: return false
    }
  }
}
