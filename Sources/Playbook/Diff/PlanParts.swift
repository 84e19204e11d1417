/// A plan taken apart: each step, procedure and declared name with its definition and the names it speaks of.
struct PlanParts {
  struct Part {
    let text: String
    /// The declared names and procedures that it speaks of.
    let mentions: Set<String>
  }

  private(set) var steps: [Step.ID: Part] = [:]
  /// By id; things of different kinds with one id are one part. Procedures stand under `headKey`.
  private(set) var names: [String: Part] = [:]
  /// What holds for the plan as a whole.
  let frame: String

  /// What a procedure says besides its steps: hours, calendar, where it begins.
  static func headKey(_ id: Procedure.ID) -> String { "procedure \(id)" }

  init(_ plan: Plan) {
    frame = Definition((plan.language, plan.zone, plan.invariants.map(\.rule))).text
    var texts: [String: [Definition]] = [:]
    let vocabulary = plan.vocabulary
    for fact in vocabulary.facts { texts[fact.id, default: []].append(Definition(fact)) }
    for party in vocabulary.parties { texts[party.id, default: []].append(Definition(party)) }
    for action in vocabulary.actions { texts[action.id, default: []].append(Definition(action)) }
    for message in vocabulary.messages { texts[message.id, default: []].append(Definition(message)) }
    for event in vocabulary.events { texts[event.id, default: []].append(Definition(event)) }
    for table in plan.tables { texts[table.id, default: []].append(Definition(table)) }
    for followUp in vocabulary.followUps {
      texts[followUp.id, default: []].append(Definition((followUp, plan.procedure(of: followUp)?.id)))
    }
    for procedure in plan.procedures {
      texts[Self.headKey(procedure.id), default: []].append(Definition((procedure.first, procedure.quietHours, procedure.calendar)))
    }
    let known = Set(texts.keys)
    for (name, found) in texts {
      let mentions = found.reduce(into: Set<String>()) { $0.formUnion($1.words.intersection(known)) }
      names[name] = Part(text: found.map(\.text).joined(separator: "\n"), mentions: mentions.subtracting([name]))
    }
    for procedure in plan.procedures {
      for step in procedure.steps {
        let definition = Definition(step)
        var mentions = definition.words.intersection(known)
        mentions.insert(Self.headKey(procedure.id))
        steps[step.id] = Part(text: definition.text, mentions: mentions)
      }
    }
  }
}

extension Plan {
  /// SHA-256 over what the plan says, in hexadecimal: the same for two plans that run alike, whatever their files look like and whichever program read them.
  ///
  /// The `version` is a digest of the texts; this is one of what was understood of them.
  public func makeDigest() -> String {
    let parts = PlanParts(self)
    let names = parts.names.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.text)" }
    let steps = parts.steps.sorted { $0.key < $1.key }.map(\.value.text)
    return digest(([parts.frame, main.id, timeLimit.map { "\($0.seconds)" } ?? ""] + names + steps).joined(separator: "\n"))
  }
}
