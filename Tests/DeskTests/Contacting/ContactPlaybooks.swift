/// A merchant's case that calls the customer of an order. - Parameter id: so that two of them may be open about one order.
func callingPlaybook(_ id: String, rules: String = "", attempts: Int = 1) -> String {
  """
  ---
  id: \(id)
  locale: en
  ---
  # Call the customer

  ## Parties

  | id | labels | channel |
  |---|---|---|
  | customer | Customer | phone |
  | merchant | Merchant | im |

  ## Facts

  | id | labels | type | values | sources | consent |
  |---|---|---|---|---|---|
  | wish | Wish | choice | wait Wait; cancel Cancel | contact's answer | |
  | may-share | May share | flag | | contact's answer, order signal | Customer: the number |
  | end | End | choice | reached Reached; missed Missed; shared Shared | | |

  ## Actions

  | id | labels | kind | party | channel | outcomes | limit | requires |
  |---|---|---|---|---|---|---|---|
  | share | Share the number | disclose | Merchant | im | done Done; failed Failed | 60 min | May share = yes |
  | write | Write to the customer | contact | Customer | wechat | done Done; failed Failed | 60 min | |
  | text | Text the customer | contact | Customer | sms | done Done; failed Failed | 60 min | |

  ## Events

  | id | labels |
  |---|---|
  | share-it | Share it |
  | write-it | Write it |

  \(rules.isEmpty ? "" : "## Contact rules\n\n| channel | rule |\n|---|---|\n\(rules)\n")
  ## Procedure

  - Contact Customer (\(attempts) attempts, 1 min apart)
    - When: answered
      - Wait 24 h from now
        - When: Share it
          - Decide `may-share`
            - When: yes
              - 【Share the number】
                - When: Done
                  - Conclude: End=Shared
                - When: Failed
                  - Conclude: End=Missed
            - When: no
            - When: Unknown
        - When: Write it
          - 【Write to the customer】
            - When: Done
            - When: Failed
              - 【Text the customer】
                - When: Done
                - When: Failed
        - When: expired
      - Conclude: End=Reached
    - When: not reached
      - Conclude: End=Missed
  """
}
