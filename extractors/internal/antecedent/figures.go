package antecedent

// What is told of a candidate. All are between 0 and some 3.
const (
	Any = iota // 1 for every candidate
	Here
	Before1 // last mentioned in the sentence before
	Before2
	Distance // logarithm of the sentences between
	Tokens   // logarithm of the tokens between
	SameParagraph
	Nearest
	Second
	Rank // how many others were mentioned since, 5 at most
	Subject
	SubjectOfSubject // a subject in the sentence of the words, which are one too
	SubjectOfOwner   // and the words are a possessive
	SubjectOfObject  // and the words are neither
	SubjectBefore    // subject of the sentence before
	SubjectBoth      // subject, as the words themselves are
	Opens            // the first word of its sentence
	Attributive      // "Chinese" of "Chinese firms"
	Possessive       // "Norway's"
	Quoted
	Told       // subject of what somebody said
	ToldSpeech // and the words' verb is one of speech
	Spoke
	SpokeSpeech
	Silent // has not spoken, while the words do
	Located
	Joined   // "Norway and Iceland"
	Pronoun  // last meant by a pronoun
	SameWord // last meant by the same word
	Nominal
	Salience
	Most  // the most salient candidate
	Share // of the salience of all
	Count // logarithm of the mentions
	Lead  // named in the first sentences
	Home
	Publisher
	IsCompany
	IsOrganization
	IsCountry
	IsBloc
	IsProgram
	Weak
	Known
	Clausemate       // the subject of the verb of which the words are the object
	Prominence       // by role and distance, of its most prominent mention
	Foremost         // the most prominent candidate
	Margin           // how much more or less prominent than the next, or the foremost
	Grouped          // last meant together with others
	SubjectParagraph // the last subject of its type in the paragraph
	Behind           // named behind the words in their sentence
	Often            // logarithm of the mentions in the whole text so far
	Topic            // the one of them that the text has mentioned most
	Unnamed          // the home of the text, which nothing names near
	Pair             // of several: named side by side
	LastTwo          // of several: the last named
	Salient          // of several: the most salient
	Members          // of several: how many, above two
	Alike            // of several: of one type
	Figured          // how many figures there are
)

// Figures are the names of a candidate's figures.
var Figures = [Figured]string{"any", "here", "before 1", "before 2", "distance", "tokens", "same paragraph", "nearest", "second", "rank", "subject", "subject of subject", "subject of owner", "subject of object", "subject before",
	"subject both", "opens", "attributive", "possessive", "quoted", "told", "told speech", "spoke", "spoke speech", "silent", "located", "joined", "pronoun", "same word", "nominal",
	"salience", "most", "share", "count", "lead", "home", "publisher", "is company", "is organization", "is country",
	"is bloc", "is program", "weak", "known", "clausemate", "prominence", "foremost", "margin", "grouped", "subject paragraph", "behind", "often", "topic", "unnamed", "pair", "last two", "salient", "members", "alike"}

// What is told of the words themselves.
const (
	Alone0    = iota // 1 always
	IsSubject        // the words are a subject
	IsObject
	IsPossessive
	Front     // nothing but a preposition stands before them in their sentence
	Common    // a common noun is the subject before them
	Plural    // a plural without a name stands between
	Another   // a person without a name opens the sentence
	Expletive // "it is clear that"
	Tailed    // "the company that", "the bank in Oslo"
	Modified  // adjectives before the noun
	Open      // an "it" before in the sentence means nobody
	Speaks    // a verb of speech is beside them
	Few       // one candidate only
	Many      // logarithm of the candidates
	Demonstrative
	AloneFigured
)

// Alone are the names of the words' own figures.
var AloneNames = [AloneFigured]string{"alone", "is subject", "is object", "is possessive", "front", "common", "plural", "another", "expletive", "tailed", "modified", "open", "speaks", "few", "many", "demonstrative"}
