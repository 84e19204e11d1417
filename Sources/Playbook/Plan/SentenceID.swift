extension Step {
  /// The name of a step's sentence: what all steps have in common that one sentence was made into (`s1`, `s1.1`, `s1+`). Ids of alternatives are their own.
  public static func sentenceID(of id: Step.ID) -> Step.ID { SentenceTree.sentenceID(id) }

  public var sentenceID: Step.ID { Self.sentenceID(of: id) }
}
