import Foundation

/// The agents needed for work that comes in at random, after A. K. Erlang (1917): arrivals of a Poisson process, exponential work times, one queue that
/// nobody leaves.
public struct ErlangC: Sendable, Hashable {
  /// The work that comes in, in Erlang: how many agents would be busy on average if there were enough of them.
  public let load: Double
  /// How long one piece of work takes on average, in seconds.
  public let handlingTime: Double

  public init(load: Double, handlingTime: Double) {
    self.load = max(load, 0)
    self.handlingTime = max(handlingTime, 0)
  }

  /// The probability that somebody has to wait. 1 when the agents can't keep up.
  ///
  /// By the recursion of the blocking formula B(n) = aB(n-1) / (n + aB(n-1)): no factorials and no powers, so any load can be computed.
  public func probabilityOfWaiting(agents: Int) -> Double {
    guard load > 0 else { return 0 }
    guard Double(agents) > load else { return 1 }
    return waiting(agents: agents, blocking: (1...agents).reduce(1) { next($0, agents: $1) })
  }

  /// The share of work that is begun with within so many seconds.
  public func serviceLevel(agents: Int, within seconds: Double) -> Double {
    level(agents: agents, waiting: probabilityOfWaiting(agents: agents), within: seconds)
  }

  /// How long work waits on average, in seconds; nil when the agents can't keep up.
  public func meanWait(agents: Int) -> Double? {
    guard Double(agents) > load else { return load == 0 ? 0 : nil }
    return probabilityOfWaiting(agents: agents) * handlingTime / (Double(agents) - load)
  }

  /// The share of their time that the agents work.
  public func occupancy(agents: Int) -> Double { agents > 0 ? min(load / Double(agents), 1) : 0 }

  /// The fewest agents that reach the level.
  /// - Parameter level: a share below 1.
  public func agents(toReach level: Double, within seconds: Double) -> Int {
    guard load > 0 else { return 0 }
    var blocking = 1.0
    var agents = 0
    while true {
      agents += 1
      blocking = next(blocking, agents: agents)
      guard Double(agents) > load else { continue }
      if self.level(agents: agents, waiting: waiting(agents: agents, blocking: blocking), within: seconds) >= min(level, 0.999_999) { return agents }
    }
  }

  private func next(_ blocking: Double, agents: Int) -> Double { load * blocking / (Double(agents) + load * blocking) }

  private func waiting(agents: Int, blocking: Double) -> Double {
    let count = Double(agents)
    return count * blocking / (count - load * (1 - blocking))
  }

  private func level(agents: Int, waiting: Double, within seconds: Double) -> Double {
    guard load > 0 else { return 1 }
    guard Double(agents) > load else { return 0 }
    guard handlingTime > 0 else { return 1 }
    return 1 - waiting * exp(-(Double(agents) - load) * seconds / handlingTime)
  }
}
