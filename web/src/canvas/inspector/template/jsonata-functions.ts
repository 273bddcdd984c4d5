/** A function of JSONata as completion shows it. */
export interface FunctionHelp {
  readonly name: string;
  readonly signature: string;
  readonly description: string;
}

/** Name, signature and use of every function, one a line: `$eval` is not there, the server refuses it. */
const FUNCTIONS = `
sum|(numbers) → number|The numbers of a list added up
count|(list) → number|How many items a list has
max|(numbers) → number|The greatest number of a list
min|(numbers) → number|The least number of a list
average|(numbers) → number|The mean of a list of numbers
string|(value, pretty?) → text|Any value as text; lists and objects as JSON
substring|(text, start, length?) → text|A piece of a text, from 0; a negative start counts from the end
substringBefore|(text, chars) → text|What stands before the first occurrence
substringAfter|(text, chars) → text|What stands after the first occurrence
lowercase|(text) → text|In lower case
uppercase|(text) → text|In upper case
length|(text) → number|How many characters a text has
trim|(text) → text|Without blanks around it, and single blanks inside
pad|(text, width, char?) → text|Filled up to a width; on the left when the width is negative
match|(text, /regex/, limit?) → list|Where a regular expression occurs: match, index, groups
contains|(text, textOrRegex) → true or false|Whether something occurs in a text
replace|(text, textOrRegex, with, limit?) → text|With every occurrence replaced
split|(text, separator, limit?) → list|Cut at a separator
join|(texts, separator?) → text|A list of texts as one
formatNumber|(number, picture, options?) → text|A number as a picture says: "#,##0.00"
formatBase|(number, radix?) → text|A number in another base
formatInteger|(number, picture) → text|A whole number in words, Roman, ordinal…
parseInteger|(text, picture) → number|Reads what formatInteger wrote
number|(value) → number|A text, true or false as a number
floor|(number) → number|Rounded down
ceil|(number) → number|Rounded up
round|(number, digits?) → number|Rounded half to even, to a number of digits
abs|(number) → number|Without its sign
sqrt|(number) → number|The square root
power|(base, exponent) → number|Raised to a power
random|() → number|A number from 0 up to 1
boolean|(value) → true or false|Whether a value counts as true
not|(value) → true or false|The opposite
map|(list, function($item, $index)) → list|What a function gives for each item
zip|(list, list, …) → list|Items of several lists side by side
filter|(list, function($item, $index)) → list|The items a function says true of
single|(list, function?) → item|The only item a function says true of; an error when there is not exactly one
reduce|(list, function($sum, $item), start?) → value|One value out of a list
sift|(object, function($value, $key)) → object|The entries a function says true of
keys|(object) → list|Names of an object's entries
lookup|(object, key) → value|The entry of that name
append|(list, list) → list|Two lists one after the other
exists|(expression) → true or false|Whether an expression yields anything
spread|(object) → list|One object for each entry
merge|(objects) → object|Several objects as one; the last wins
reverse|(list) → list|The other way round
each|(object, function($value, $key)) → list|What a function gives for each entry
error|(message) → nothing|Fails with a message
assert|(condition, message) → nothing|Fails with a message unless a condition holds
type|(value) → text|Its type: string, number, array, object, boolean, null
sort|(list, function($a, $b)?) → list|In order; the function says whether a comes after b
shuffle|(list) → list|In random order
distinct|(list) → list|Without what occurs again
base64encode|(text) → text|As base64
base64decode|(text) → text|From base64
encodeUrlComponent|(text) → text|As a part of an address
encodeUrl|(text) → text|As an address
decodeUrlComponent|(text) → text|From a part of an address
decodeUrl|(text) → text|From an address
toMillis|(timestamp, picture?) → number|Milliseconds since 1970 of an ISO 8601 time
fromMillis|(milliseconds, picture?, zone?) → text|An ISO 8601 time of milliseconds since 1970
now|(picture?, zone?) → text|The time of the step, in ISO 8601
millis|() → number|The time of the step, in milliseconds since 1970
clone|(value) → value|A copy
`;

let parsed: readonly FunctionHelp[] | undefined;

/** Every function of JSONata that can be used. */
export function listFunctions(): readonly FunctionHelp[] {
  parsed ??= FUNCTIONS.trim()
    .split('\n')
    .map((line) => {
      const [name = '', signature = '', description = ''] = line.split('|');
      return { name, signature, description };
    });
  return parsed;
}
