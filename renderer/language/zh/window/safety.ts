/** Texts about files, unsaved edits and versions. */
export const safetyTexts = {
  // Files.
  'File written': '文件已写入',
  'The file could not be opened': '无法打开文件',
  '{name} has {size} MiB; a project file has at most 64.': '{name} 有 {size} MiB；项目文件最大 64 MiB。',
  '{name} is an ONNX model, not a Netloom project. Netloom writes ONNX files and opens .netloom files, which hold the drawing.':
    '{name} 是 ONNX 模型，不是 Netloom 项目。Netloom 可以写出 ONNX 文件，打开的是保存了图的 .netloom 文件。',
  'The file was mended': '文件已修正',
  '{count, plural, one {# more stands} other {# more stand}} in the list of problems.': '另有 {count} 处列在问题列表中。',
  'The project is not saved': '项目未保存',
  '{reason} Your edits are kept in this window, and saved as soon as that works.': '{reason}修改保留在此窗口中，可以写入后会自动保存。',
  'The project is saved again': '项目已恢复保存',
  'All edits are in its file.': '所有修改已写入文件。',
  'The project could not be duplicated': '无法创建项目副本',
  '{name} copy': '{name} 副本',
  'Drop a project to open it, or data to import it': '拖放项目即可打开，拖放数据即可导入',
  // Files outside of the workspace.
  'Remove from the list…': '从列表中移除…',
  'Remove {name} from the list?': '从列表中移除 {name}？',
  'Only this list forgets it: {path} is not touched.': '仅从列表中移除，不会改动 {path}。',
  // Projects that are too large.
  'This project has {count, number} layers': '此项目有 {count, number} 个层',
  'The window is made for up to about {most, number}. It would not answer for about {seconds} seconds while it opens this one, and for some at every edit. The file stays as it is.':
    '窗口适用于最多约 {most, number} 个层。打开此项目时，窗口约有 {seconds} 秒没有响应，每次编辑也要等待几秒。文件保持不变。',
  'Open it all the same': '仍然打开',
  'The clipboard holds {count, number} layers; at most {most, number} are pasted at once. Open a drawing that large as a file.':
    '剪贴板中有 {count, number} 个层，一次最多粘贴 {most, number} 个。这么大的图请作为文件打开。',
  // What can't be pasted.
  'Nothing was pasted': '未粘贴任何内容',
  'The clipboard holds no text. Copy layers on a canvas first.': '剪贴板中没有文本，请先在画布上复制层。',
  'The clipboard holds {size} MiB of text; at most 64 are pasted. Open a project that large as a file.':
    '剪贴板中有 {size} MiB 文本，最多可粘贴 64 MiB。这么大的项目请作为文件打开。',
  'The clipboard holds JSON nested more than {most} deep; no layers are. Copy layers on a canvas first.':
    '剪贴板中的 JSON 嵌套超过 {most} 层，不可能是网络的层。请先在画布上复制层。',
  'The clipboard holds a text: “{start}”. Copy layers on a canvas, or the text of a project file, and paste those.':
    '剪贴板中是一段文本：“{start}”。请复制画布上的层或项目文件的文本后再粘贴。',
  'The layers in the clipboard are cut off or changed: their text is no JSON any more. Copy them again.':
    '剪贴板中的层被截断或改动，其文本已不是 JSON。请重新复制。',
  'The layers in the clipboard have version {version}, this program reads up to {known}. Paste them into a newer Netloom.':
    '剪贴板中的层是版本 {version}，此程序最高支持版本 {known}。请粘贴到更新的 Netloom 中。',
  'The layers in the clipboard are not whole: “{place}”: {fault}. Mend their text, or copy them again.':
    '剪贴板中的层不完整：“{place}”：{fault}。请修正其文本，或重新复制。',
  'The clipboard holds JSON that is no part of a drawing: {what}. Copy layers on a canvas, or the text of a project file, and paste those.':
    '剪贴板中的 JSON 不是图的一部分：{what}。请复制画布上的层或项目文件的文本后再粘贴。',
  '{count, plural, =0 {an empty list} one {a list of one value} other {a list of # values}}':
    '{count, plural, =0 {空列表} other {含 # 个值的列表}}',
  'an empty object': '空对象',
  'an object with {keys}': '含 {keys} 的对象',
  // The connection.
  'The connection to Netloom was lost.': '与 Netloom 的连接已断开。',
  'If it was ended, start it again and open the address that it prints.': '如果 Netloom 已退出，请重新启动并打开它给出的地址。',
  'Your unsaved edits are kept in this browser and come back when the project is opened again.':
    '未保存的修改已留在此浏览器中，再次打开项目时会恢复。',
  'Your unsaved edits are in this window alone: keep it open.': '未保存的修改只在此窗口中，请不要关闭窗口。',
  'This part could not be loaded: Netloom does not answer. Start it again if it was ended; your edits are kept.':
    '无法载入此部分：Netloom 没有响应。如果它已退出，请重新启动；修改已保留。',
  'This address does not open Netloom': '此地址无法打开 Netloom',
  'It looks like <code>{address}</code>. A copy of the address of an open tab or a bookmark lacks it.':
    '正确的地址形如 <code>{address}</code>。从已打开的标签页或书签复制的地址不含令牌。',
  'This window shows it as it is now. Undo brings back what it showed before.': '窗口已显示其最新内容。撤销可恢复之前的内容。',
  'Take the file as it was changed elsewhere': '采用在别处更改的文件',
  // Unsaved edits.
  'The runs of the project could not be read': '无法读取项目的运行',
  'Restore unsaved edits': '恢复未保存的修改',
  'Unsaved edits are back': '已恢复未保存的修改',
  '{what} Undo takes them away again.{others, plural, =0 {} one { Home offers other unsaved edits of this project.} other { Home offers # others of this project.}}':
    '{what}撤销可再次去除。{others, plural, =0 {} other {该项目另有 # 份未保存的修改，可在主页恢复。}}',
  '{count, plural, one {# edit} other {# edits}} of {time}.': '{time} 的 {count} 处修改。',
  '{count, plural, one {# edit} other {# edits}} of {time}, the last: {step}.': '{time} 的 {count} 处修改，最后一处：{step}。',
  'Unsaved edits were found': '发现未保存的修改',
  'Their window or Netloom ended before they were written.': '窗口或 Netloom 在写入之前就已退出。',
  Restore: '恢复',
  Discard: '丢弃',
  'Restore the edits of {name}': '恢复 {name} 的修改',
  'Discard the edits of {name}': '丢弃 {name} 的修改',
  // Whose version counts.
  'The file is gone': '文件已不在',
  'The file can’t be read any more': '文件已无法读取',
  'The file went on without your unsaved edits': '文件在此期间已有其他更改',
  'Another program or window wrote this project at {time}. Keep what you see here and write over the file, take the file, or keep both: your version then becomes a project of its own. Undo takes the file back out, and what is written over is kept among the earlier versions.':
    '另一个程序或窗口在 {time} 写入了此项目。可以保留此处的内容并覆盖文件，也可以采用文件，或者两者都保留：此处的版本会成为单独的项目。采用文件后可以撤销，被覆盖的内容会留在以前的版本中。',
  'How the file differs from this window': '文件与此窗口的不同之处',
  'What you see here is safe in this window. Save it as a new project, or put the file back and look again.':
    '此处的内容仍在窗口中。可以另存为新项目，也可以放回文件后再次查看。',
  'Take the file': '采用文件',
  'Keep mine': '保留我的',
  'Keep both': '两者都保留',
  'Look again': '再次查看',
  'Save as a new project': '另存为新项目',
  'The conflict could not be settled': '无法解决冲突',
  '{name} (mine)': '{name}（我的）',
  'Both versions are kept': '两个版本都已保留',
  'Yours is the project “{name}” now; this window shows the file.': '我的版本现在是项目“{name}”；此窗口显示文件的内容。',
  // Differences.
  'Added: {names}': '多出：{names}',
  'Missing: {names}': '缺少：{names}',
  'Changed: {names}': '不同：{names}',
  '{count, plural, one {# wire} other {# wires}} changed': '{count} 条连线不同',
  'Comments changed': '注释不同',
  'Project settings changed': '项目设置不同',
  'Nothing: both are alike.': '没有：两者相同。',
  // Earlier versions.
  'Earlier versions': '以前的版本',
  'Earlier versions…': '以前的版本…',
  'Reading the versions': '正在读取版本',
  'Reading the version': '正在读取版本',
  'The versions could not be listed': '无法列出版本',
  'There are none yet: what the file held before is kept from the next saved edit on.': '还没有：从下次保存修改起，文件之前的内容会保留。',
  'Saved {time}': '{time} 保存',
  'How it differs from now': '与现在的不同之处',
  'Restore this version': '恢复此版本',
  'Restore an earlier version': '恢复以前的版本',
  'The earlier version is back': '已恢复以前的版本',
  'Undo takes it away again.': '撤销可再次去除。',
  'The version could not be restored': '无法恢复此版本',
} as const;
