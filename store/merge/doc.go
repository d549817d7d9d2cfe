// Package merge joins what many articles tell into facts. It does no I/O and keeps no state: the facts are a pure
// function of the set of observations, so order, repetition, and the way in which the observations were split over
// runs, files or machines cannot change them. An observation is a fact as one article tells it.
//
// # What makes two observations one fact
//
// Two observations conflict, and cannot be one fact, if any of these holds:
//
//  1. Their kind, their parties (who) or, for a ban, their targets (whom) differ. Names are compared as package
//     entity gives them.
//  2. Signings and bans: their classes (what) differ, unless both happened on one day. A bare "agreement" conflicts with no other
//     instrument but an accession.
//  3. Signings and bans: what they are about is known of both, shares less than half of the shorter one's content words, and no
//     dates of a month's or finer precision agree; where no word is shared, both must be dated to one day, and the classes must be the same too. Words are
//     compared by their stems.
//  4. Dates. Only dates of one status are compared, since a ban is proposed, imposed and lifted on different days: those of the
//     leading status, the first of done, proposed, reversed and negated that any observation with a date has. Dates that
//     cannot be the same day conflict: 2020 and 2021 do, 2020-10 and 2020-10-23 do not, and no date conflicts with none. A ban
//     decided on a day does not conflict with one in effect from a later day, up to two years on. A reversal
//     conflicts with a deed that only came after it.
//     A signing that all reports without its day told as done cannot be that of a day more than a week later.
//     Reports of one status without dates conflict where years without any report lie between them and no word of their subjects is the
//     same: a report lies where its article was published, and an undated article's in the latest year that its words name.
//     Where a block tells of several events of one status, a report without a date is taken to be of the one event of its own status which is dated
//     to the year in which it lies, or else to the year before, if class and subject allow no other.
//  5. Deadlines: due dates are compared whatever the status; both whose goods it is about (whom), where known, and
//     the content words of the action must meet: one target in common, or else two words, and half of the shorter one's.
//  6. Quotes: the words are neither the same, nor does one wording hold the other (five words at least), nor do nine of ten words
//     of both agree in order. Case and punctuation do not count.
//
// Where they do not conflict they agree; that is not transitive ("unknown" agrees with 2020 and with 2021). So:
//
//   - An observation that agrees with two that conflict with each other is ambiguous. The others fall into
//     groups in which all agree with all: each group is a fact.
//
//   - A report of another status with a date of its own, if it is ambiguous, goes with the nearest group in the order of
//     events: a reversal with the last deed before it, a proposal or a denial with the first deed after it.
//
//   - Groups of signings, bans, deadlines and the like that are still apart, and the ambiguous ones, are weighed: one day, month, class, subject, target,
//     signatory or week of publication counts for them, another class, subject or duty against them (the weights stand in weigh.go). Those whose pairs reach
//     a threshold on the average are joined, the surest first, unless a second group comes near and the three cannot all be one.
//
//   - The ambiguous ones that are left alone are grouped among themselves by the first rule, until nothing changes. What is left stands for itself.
//
//   - Where the reports of a group say of one time both that a thing was done and that it was not, the denials are a fact of
//     their own, and both name each other in Contradicts.
//
//   - Reports of a signing that leave parties out, or tell some by what they are ("the operators"), have parties of their own, and so are grouped
//     apart. Such a group joins that of fuller reports, if both tell that it was done on one day or in one week, or were told within days, and are about one
//     matter, no subject that is known of one is strange to the other, and no other group comes near. Who is described must be about one matter always.
//
// No step chooses by order, so adding an observation can do no more than its set demands: join two facts, split one, or add one.
//
// # Ids
//
// An id is 16 hexadecimal digits. A signing or a ban has the id of its kind, parties and targets alone as long as its parties
// have no second fact of that kind; a second one puts the class, then the date, then the subject, into the ids of all that must be told apart. A
// deadline and a quote have the id of their earliest report. Adding evidence therefore keeps an id; where facts join or split, the ids that
// their observations would have by themselves lead to the present ones ([Fact.Aliases]).
//
// # Status and history
//
// A status takes effect on the date of its event, or, failing that, when it was first reported. The latest is the current
// one, except that a proposal never takes back a deed or its reversal. Done and negated contradict each other when their events'
// dates agree or, without dates, when the days on which they were reported overlap.
package merge
