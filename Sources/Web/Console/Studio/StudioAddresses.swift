import HTTPTypes

extension ConsoleAddresses {
  /// Writing playbooks, trying them, and bringing them to the desk.
  static func studio(_ writing: StudioPages, _ proposals: ProposalPages) -> [Address] {
    [
      Address(.get, "/console/studio", .having(.studyPlaybooks), face: .page, answer: writing.list),
      Address(.get, "/console/studio/{playbook}", .having(.studyPlaybooks), face: .page, answer: writing.edit),
      Address(.get, "/console/studio/{playbook}/play", .having(.studyPlaybooks), face: .page, answer: writing.play),
      Address(.get, "/console/studio/{playbook}/trials", .having(.studyPlaybooks), face: .page, answer: writing.trials),
      Address(.get, "/console/studio/{playbook}/graph", .having(.studyPlaybooks), face: .page, answer: writing.graph),
      Address(.get, "/console/proposals", .having(.studyPlaybooks), face: .page, answer: proposals.list),
      Address(.get, "/console/proposals/{proposal}", .having(.studyPlaybooks), face: .page, answer: proposals.show),
      Address(.get, "/console/proposals/{proposal}/preview", .having(.studyPlaybooks), timeLimit: 120, face: .page, answer: proposals.preview),
      Address(.get, "/console/proposals/{proposal}/stories", .having(.studyPlaybooks), timeLimit: 120, face: .page, answer: proposals.stories),
    ]
  }
}
