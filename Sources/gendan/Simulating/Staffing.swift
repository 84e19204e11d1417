import Insight

/// How quickly work is to be begun with.
struct StaffingGoal: Encodable {
  let serviceLevel: Double
  /// In seconds.
  let answerWithin: Double
}

/// The agents of one role that a simulated day needs, by the formula of Erlang C for each hour.
struct Staffing: Encodable {
  struct Hour: Encodable {
    let hour: Int
    let arrivals: Double
    /// In Erlang.
    let load: Double
    let agents: Int
    let serviceLevel: Double
    let occupancy: Double
  }

  let role: String
  let goal: StaffingGoal
  let hours: [Hour]

  init(_ staff: SimulationFigures.Staff, _ goal: StaffingGoal) {
    role = staff.role
    self.goal = goal
    hours = staff.hours.map { hour in
      let erlang = hour.load
      let agents = erlang.agents(toReach: goal.serviceLevel, within: goal.answerWithin)
      return Hour(
        hour: hour.hour, arrivals: hour.arrivals, load: erlang.load, agents: agents,
        serviceLevel: erlang.serviceLevel(agents: agents, within: goal.answerWithin), occupancy: erlang.occupancy(agents: agents))
    }
  }

  /// The first of the hours that need most.
  var peak: Hour? { hours.max { ($0.agents, -$0.hour) < ($1.agents, -$1.hour) } }
}

/// What `--format json` prints.
struct SimulationAnswer: Encodable {
  let figures: SimulationFigures
  let staffing: [Staffing]
}
