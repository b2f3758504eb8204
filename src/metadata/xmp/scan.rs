//! A patient scan of XML: names, attributes and texts in order, whatever is broken around them.

/// The deepest nesting that is followed.
const DEEPEST: usize = 64;

/// Calls `told` with the names of the enclosing elements (outermost first), the name of the property (an element or an attribute)
/// and its value, still escaped.
pub fn scan(xml: &str, mut told: impl FnMut(&[&str], &str, &str)) {
    let mut stack: Vec<&str> = Vec::new();
    let mut rest = xml;
    while let Some((text, markup)) = rest.split_once('<') {
        tell_text(&stack, text, &mut told);
        rest = if let Some(data) = markup.strip_prefix("![CDATA[") {
            let (text, after) = data.split_once("]]>").unwrap_or((data, ""));
            tell_text(&stack, text, &mut told);
            after
        } else if let Some(comment) = markup.strip_prefix("!--") {
            comment.split_once("-->").map_or("", |(_, after)| after)
        } else if markup.starts_with(['?', '!']) {
            after(markup, '>')
        } else if let Some(end) = markup.strip_prefix('/') {
            let name = name_of(end);
            if let Some(open) = stack.iter().rposition(|&open| open == name) {
                stack.truncate(open);
            }
            after(end, '>')
        } else {
            element(&mut stack, markup, &mut told)
        };
    }
}

/// Reads an opening tag; returns what follows it.
fn element<'a>(stack: &mut Vec<&'a str>, markup: &'a str, told: &mut impl FnMut(&[&str], &str, &str)) -> &'a str {
    let name = name_of(markup);
    if name.is_empty() {
        return markup;
    }
    let mut rest = markup.get(name.len()..).unwrap_or_default();
    if stack.len() < DEEPEST {
        stack.push(name);
    }
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix('>') {
            return after;
        }
        if let Some(after) = rest.strip_prefix("/>") {
            stack.pop();
            return after;
        }
        let attribute = name_of(rest);
        let after_name = rest.get(attribute.len()..).unwrap_or_default().trim_start();
        let value = after_name.strip_prefix('=').map(str::trim_start);
        let quoted = value.and_then(|value| {
            let quote = value.chars().next().filter(|&c| c == '"' || c == '\'')?;
            value.get(1..)?.split_once(quote)
        });
        match quoted {
            Some((value, after)) if !attribute.is_empty() => {
                if attribute == "rdf:resource" {
                    tell_text(stack, value, told);
                } else if !value.trim().is_empty() {
                    told(stack, attribute, value);
                }
                rest = after;
            }
            // Broken: go on behind the next character that can end the tag.
            _ => match rest.find(['>', '<']) {
                Some(at) if rest.as_bytes().get(at) == Some(&b'>') => return rest.get(at + 1..).unwrap_or_default(),
                Some(at) => return rest.get(at..).unwrap_or_default(),
                None => return "",
            },
        }
    }
}

/// A text belongs to the nearest element that is not RDF's own.
fn tell_text(stack: &[&str], text: &str, told: &mut impl FnMut(&[&str], &str, &str)) {
    if text.trim().is_empty() {
        return;
    }
    if let Some((at, name)) = stack.iter().enumerate().rfind(|(_, name)| !name.starts_with("rdf:")) {
        told(stack.get(..at).unwrap_or_default(), name, text);
    }
}

fn name_of(markup: &str) -> &str {
    let end = markup.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/' | '=' | '<' | '"' | '\''));
    markup.get(..end.unwrap_or(markup.len())).unwrap_or_default()
}

fn after(text: &str, mark: char) -> &str {
    text.split_once(mark).map_or("", |(_, after)| after)
}

/// Text with its entities resolved.
pub fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, entity)) = rest.split_once('&') {
        plain.push_str(before);
        let end = entity.bytes().take(10).position(|b| b == b';');
        let character = end.and_then(|end| entity.get(..end)).and_then(character);
        match (character, end) {
            (Some(character), Some(end)) => {
                plain.push(character);
                rest = entity.get(end + 1..).unwrap_or_default();
            }
            _ => {
                plain.push('&');
                rest = entity;
            }
        }
    }
    plain + rest
}

fn character(entity: &str) -> Option<char> {
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = entity.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(xml: &str) -> Vec<String> {
        let mut found = Vec::new();
        scan(xml, |_, name, value| found.push(format!("{name}={}", unescaped(value))));
        found
    }

    #[test]
    fn attributes_elements_and_lists_are_told() {
        let xml = "<?xpacket?><a:b x:y='1'><dc:creator><rdf:Seq><rdf:li>Ann &amp; Bo</rdf:li></rdf:Seq></dc:creator><e/></a:b>";
        assert_eq!(all(xml), ["x:y=1", "dc:creator=Ann & Bo"]);
    }

    #[test]
    fn broken_markup_hides_nothing_behind_it() {
        assert_eq!(all("<a b=c><d e=\"1\"></x><f>2"), ["e=1"]);
        assert_eq!(all("<a b=c><d e=\"1\"></x><f>2</f>"), ["e=1", "f=2"]);
        assert_eq!(all("<a><a><a x='1'/>").len(), 1);
    }

    #[test]
    fn every_cut_is_survived() {
        let xml = "<x:a b='c'><![CDATA[d]]><!-- e --><f g=\"&#65;\">ü</f></x:a>";
        for end in (0..xml.len()).filter(|&end| xml.is_char_boundary(end)) {
            all(&xml[..end]);
        }
    }
}
