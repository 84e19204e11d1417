/// The vocabulary that the playbooks of these tests share.
let words = """


  ## Parties

  | id | labels | channel | ladder |
  |---|---|---|---|
  | orderer | orderer | phone | |
  | recipient | recipient | phone | |
  | customer | customer | phone | first orderer, then recipient (numbers differ) |
  | merchant | merchant | im | |
  | rider | rider | phone | |

  ## Facts

  | id | labels | type | values | sources | fresh for |
  |---|---|---|---|---|---|
  | colour | colour | choice | red; blue; green | order signal, ask merchant (10 min), [look up], agent | |
  | size | size | choice | small; large | ask rider (5 min) | |
  | door | door code | choice | one; two | ask rider (5 min) | 3 min |
  | gate | gate code | choice | one; two | ask merchant (5 min) | 3 min |
  | mood | mood | choice | good; bad | order signal | |
  | verdict | verdict | choice | fair; unfair | agent, ask merchant (10 min) | |
  | consent | consent | flag | | contact's answer, agent | |
  | differ | numbers differ | flag | | order signal | |
  | arrived | arrival time | time | | order signal, agent | |
  | name | name | text | | order signal | |
  | weight | weight | number | | order signal | |
  | end | ending | choice | done; given-up | | |

  ## Messages

  | id | labels | text |
  |---|---|---|
  | hello | hello | Hello {name}! |

  ## Actions

  | id | labels | kind | party | channel | outcomes | limit | requires | message |
  |---|---|---|---|---|---|---|---|---|
  | look-up | look up | record | | | red; blue; failed | 1 min | | |
  | tell | tell merchant | record | merchant | | told; busy; failed | 1 min, 3 attempts | | |
  | sms | text the customer | contact | customer | sms | sent; failed | 1 min | | |
  | share | share number | disclose | merchant | | shared; failed | 1 min | consent = yes | |
  | greet | greet | record | merchant | im | sent; failed | 1 min | | hello |
  | escalate | escalate | task | | | taken; failed | 5 min | | |

  ## Events

  | id | labels | brings |
  |---|---|---|
  | called-back | customer calls back | |
  | refund | refund asked | mood = bad |
  | photo | uploads the photo | |
  """
