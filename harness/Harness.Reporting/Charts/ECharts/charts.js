// Gives the colour words of an option ("$server") their values.
function paintOption(value, palette) {
  if (typeof value === 'string' && value.charAt(0) === '$' && palette.hasOwnProperty(value.slice(1))) {
    return palette[value.slice(1)];
  }
  if (Array.isArray(value)) {
    return value.map(function (item) { return paintOption(item, palette); });
  }
  if (value === null || typeof value !== 'object') {
    return value;
  }
  var painted = {};
  Object.keys(value).forEach(function (key) { painted[key] = paintOption(value[key], palette); });
  return painted;
}
