/// Who is known elsewhere and comes in all the same; nobody, unless the settings say so.
public struct KnownElsewhere: Sendable {
  /// Programs that bring a JWT; nil takes none.
  public var programs: ProgramTokens?
  /// Where people may log in; nil where they can't.
  public var provider: IdentityProvider?

  public init() {}
}
